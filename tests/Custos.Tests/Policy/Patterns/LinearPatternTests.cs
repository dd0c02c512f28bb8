using System.Diagnostics;
using System.Text.RegularExpressions;
using Custos.Policy.Patterns;

namespace Custos.Tests.Policy.Patterns;

public sealed class LinearPatternTests
{
    [Theory]
    [InlineData("^abc$", "abc", true)]
    [InlineData("^abc$", "abc\n", false)]
    [InlineData("(?m)^b$", "a\nb\nc", true)]
    [InlineData("a.c", "a\nc", false)]
    [InlineData("(?s)a.c", "a\nc", true)]
    [InlineData("(?s:a.c)|d", "a\nc", true)]
    [InlineData("a(?i)BC", "abc", true)]
    [InlineData("a(?i:B)C", "abc", false)]
    [InlineData("(?-i)A", "a", false)]
    [InlineData("(?i)(?-i:A)b", "aB", false)]
    [InlineData(@"^\d+$", "123", true)]
    [InlineData(@"^\d+$", "١٢٣", false)]
    [InlineData(@"^\w+$", "é", false)]
    [InlineData(@"^[\w-]+$", "a-b", true)]
    [InlineData(@"^\W$", "é", true)]
    [InlineData(@"^\s$", "\u00a0", false)]
    [InlineData(@"^\pL\p{Lu}\PN$", "éÉx", true)]
    [InlineData(@"^[\pL\d]+$", "é1", true)]
    [InlineData(@"^[^\pL]$", "é", false)]
    [InlineData(@"^[^\pL]$", "😀", true)]
    [InlineData(@"\Qa.b\E+", "xa.bb", true)]
    [InlineData(@"\Qa.b", "a-b", false)]
    [InlineData(@"^\x41\x{1F600}\101\n$", "A😀A\n", true)]
    [InlineData("(?P<name>a)(?<other>b)", "ab", true)]
    [InlineData("^[[:alpha:]]+[[:^digit:]]$", "ab-", true)]
    [InlineData("^[a-]$", "-", true)]
    [InlineData("^[]a]+$", "]a", true)]
    [InlineData("^[a-z-[aeiou]]", "b]", true)]
    [InlineData("^[a-z-[aeiou]]", "b", false)]
    [InlineData("^[a-z-[aeiou]]", "-]", true)]
    [InlineData("^.$", "😀", true)]
    [InlineData("^..$", "😀", false)]
    [InlineData("^[^a]$", "😀", true)]
    [InlineData("^[😀-😎]$", "😃", true)]
    [InlineData("^[😀-😎]$", "🙈", false)]
    [InlineData("^[\\x{10000}-\\x{10FFFF}]$", "🙈", true)]
    [InlineData("^😀{2}$", "😀😀", true)]
    [InlineData("a{,2}", "a{,2}", true)]
    [InlineData("a{2}b{1,}c{0,1}?", "aabb", true)]
    [InlineData("x{", "x{", true)]
    [InlineData("", "", true)]
    [InlineData("(|a)b", "b", true)]
    [InlineData(@"\bword\b", "a word.", true)]
    public void It_matches_as_RE2_does(string pattern, string text, bool isMatch) => Of(pattern).IsMatch(text).ShouldBe(isMatch);

    // An attribute cannot hold half a character.
    [Fact]
    public void Half_a_character_is_one_character() => Of("^a.b$").IsMatch("a\ud800b").ShouldBeTrue();

    [Theory]
    [InlineData("(a")]
    [InlineData("a)")]
    [InlineData("[a")]
    [InlineData("[]")]
    [InlineData("*a")]
    [InlineData("a**")]
    [InlineData("a++")]
    [InlineData("(?i)*")]
    [InlineData("a{1001}")]
    [InlineData("a{3,2}")]
    [InlineData("(((a{100}){100}){100}){100}")]
    [InlineData(@"\8")]
    [InlineData(@"\i")]
    [InlineData(@"\x{110000}")]
    [InlineData(@"\xZZ")]
    [InlineData(@"\pX")]
    [InlineData(@"\p{IsGreek}")]
    [InlineData("[[:nothing:]]")]
    [InlineData("(?<=a)b")]
    [InlineData("(?!a)")]
    [InlineData("(?x)a")]
    [InlineData("(?P<a")]
    [InlineData(@"\")]
    public void What_is_not_well_formed_or_not_linear_is_refused(string pattern)
    {
        LinearPattern.TryGet(pattern, out _, out var problem).ShouldBeFalse();

        problem.ShouldStartWith("The regular expression is not well-formed at character");
    }

    [Fact]
    public void What_is_too_large_is_refused()
    {
        string[] patterns =
        [
            string.Join('|', Enumerable.Range(0, 9_000).Select(i => $"w{i}")),
            string.Join('|', Enumerable.Range(0, 1_500).Select(i => $"w{i}")),
            @"[\pL\pN]{1000}",
            @"(\PN.){400}",
            "((x{30}){30}){30}",
        ];

        foreach (var pattern in patterns)
        {
            // Where it is not refused it answers, whatever the text holds.
            if (LinearPattern.TryGet(pattern, out var found, out var problem)) found.IsMatch("w1😀").ShouldBe(pattern.StartsWith('w'));
            else problem.ShouldContain("too large");
        }

        LinearPattern.TryGet(patterns[0], out _, out _).ShouldBeFalse();
    }

    // .NET's backtracking engine reads the same syntax where the two agree: plain letters, classes, groups and repetitions over ASCII.
    [Fact]
    public void Random_patterns_agree_with_the_backtracking_engine()
    {
        var random = new Random(5);
        for (var i = 0; i < 400; i++)
        {
            var pattern = Pattern(random, 3);
            var peer = new Regex(pattern, RegexOptions.None, TimeSpan.FromSeconds(10));
            for (var j = 0; j < 10; j++)
            {
                var text = string.Concat(Enumerable.Range(0, random.Next(8)).Select(_ => "abc"[random.Next(3)]));
                Of(pattern).IsMatch(text).ShouldBe(peer.IsMatch(text), $"{pattern} on {text}");
            }
        }
    }

    [Fact]
    public void Random_texts_are_a_pattern_or_refused_in_words()
    {
        var random = new Random(6);
        const string letters = @"ab()[]{}*+?|\.^$-,:<>=!PpQEdswx019i[:alpha:]é😀";
        for (var i = 0; i < 3_000; i++)
        {
            var pattern = string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => letters[random.Next(letters.Length)]));
            if (LinearPattern.TryGet(pattern, out var found, out var problem)) found.IsMatch("ab😀");
            else problem.ShouldNotBeNullOrEmpty();
        }
    }

    [Theory]
    [InlineData("(a+)+$")]
    [InlineData("(a|aa)+$")]
    [InlineData("(.*)*x")]
    [InlineData("(a?){30}a{30}")]
    public void What_makes_a_backtracking_engine_hang_is_answered_at_once(string pattern)
    {
        var watch = Stopwatch.StartNew();

        Of(pattern).IsMatch(new string('a', 50_000) + "!");

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    private static LinearPattern Of(string pattern) => LinearPattern.TryGet(pattern, out var found, out var problem) ? found : throw new InvalidOperationException(problem);

    private static string Pattern(Random random, int depth) => depth == 0 ? ((string[])["a", "b", "c", "[ab]", "[^b]", "ab"])[random.Next(6)] : random.Next(6) switch
    {
        0 => $"({Pattern(random, depth - 1)}|{Pattern(random, depth - 1)})",
        1 => $"({Pattern(random, depth - 1)})*",
        2 => $"({Pattern(random, depth - 1)})?{Pattern(random, depth - 1)}",
        3 => $"({Pattern(random, depth - 1)}){{1,2}}",
        4 => $"^{Pattern(random, depth - 1)}",
        _ => Pattern(random, depth - 1) + Pattern(random, depth - 1),
    };
}
