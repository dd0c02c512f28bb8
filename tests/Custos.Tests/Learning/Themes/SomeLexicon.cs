using Custos.Learning.Themes;

namespace Custos.Tests.Learning.Themes;

/// <summary>An example: two themes that share a word, one with phrases, and their pair.</summary>
internal static class SomeLexicon
{
    public static ThemeLexicon Small { get; } = new(
        "weather",
        [new Theme("rain", ["rain", "pouring", "cats and dogs", "and dogs"]), new Theme("animals", ["dogs", "cats", "rain"]), new Theme("me", ["i", "i m"])],
        [(0, 1), (1, 2)],
        new string('a', 64));

    /// <summary>Of words that <see cref="SomeTexts"/> has.</summary>
    public static ThemeLexicon OfSomeTexts { get; } = new(
        "numbers",
        [new Theme("low", ["word1", "word2", "word3 word1"]), new Theme("high", [.. Enumerable.Range(20, 30).Select(i => $"word{i}")]), new Theme("odd", ["x", "averylongwordindeed", "日本"]), new Theme("never", ["absent"])],
        [(0, 1), (0, 2), (1, 3)],
        new string('b', 64));
}
