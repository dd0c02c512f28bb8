using Custos.Text.Matching;

namespace Custos.Tests.Text.Matching;

public sealed class SubstringSetTests
{
    [Fact]
    public void Found_is_what_looking_at_every_place_finds()
    {
        var random = new Random(4);
        for (var round = 0; round < 2_000; round++)
        {
            // Every tenth text is longer than a block, with strings longer than any hash takes in.
            var isLong = round % 10 == 0;
            var text = Draw(random.Next(0, isLong ? 2_000 : 200));
            var strings = Enumerable.Range(0, random.Next(1, 15)).Select(_ => isLong && text.Length > 60 ? Cut(text, random.Next(1, 50)) : Draw(random.Next(1, 14))).ToList();

            var found = new SubstringSet(strings).Find(text).Select(match => (match.Phrase, match.Span.Start, match.Span.Length)).Order();

            found.ShouldBe(BruteForce(strings, text).Order());
        }

        string Cut(string text, int length) => text.Substring(random.Next(text.Length - length), length);
        string Draw(int length) => string.Concat(Enumerable.Range(0, length).Select(_ => "abé"[random.Next(3)]));
    }

    [Fact]
    public void An_empty_string_is_refused_by_its_number() =>
        Should.Throw<ArgumentException>(() => new SubstringSet(["a", ""])).Message.ShouldContain("String 1");

    private static IEnumerable<(int Phrase, int Start, int Length)> BruteForce(List<string> strings, string text)
    {
        for (var i = 0; i < strings.Count; i++)
        {
            for (var at = 0; at + strings[i].Length <= text.Length; at++)
            {
                if (string.CompareOrdinal(text, at, strings[i], 0, strings[i].Length) == 0) yield return (i, at, strings[i].Length);
            }
        }
    }
}
