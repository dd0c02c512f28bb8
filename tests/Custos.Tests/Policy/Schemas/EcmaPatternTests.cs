using Custos.Policy.Patterns;
using Custos.Policy.Schemas;

namespace Custos.Tests.Policy.Schemas;

public sealed class EcmaPatternTests
{
    [Theory]
    [InlineData(@"^\s$", "\u00a0", true)]
    [InlineData(@"^[\s]$", "\u2003", true)]
    [InlineData(@"^[^\S]$", "x", false)]
    [InlineData(@"^[\s\S]+$", "a\nb😀", true)]
    [InlineData("^.$", "\u2028", false)]
    [InlineData("^.$", "😀", true)]
    [InlineData(@"^\u0041\x42\cJ$", "AB\n", true)]
    [InlineData(@"^\ud83d\ude00$", "😀", true)]
    [InlineData(@"^\u{1F600}$", "😀", true)]
    [InlineData(@"^(?<year>[0-9]{4})-\d{2}\/x$", "2026-01/x", true)]
    [InlineData("^[[^]$", "[", true)]
    [InlineData(@"^\d$", "٣", false)]
    [InlineData(@"^\p{Lu}$", "Ä", true)]
    [InlineData("a$", "a\n", false)]
    [InlineData("b", "abc", true)]
    public void It_matches_as_ECMAScript_does(string source, string text, bool matches)
    {
        EcmaPattern.TryTranslate(source, out var translated, out var problem).ShouldBeTrue(problem);
        LinearPattern.TryGet(translated!, out var pattern, out problem).ShouldBeTrue(problem);
        pattern!.IsMatch(text).ShouldBe(matches);
    }

    [Theory]
    [InlineData(@"\bword\b")]
    [InlineData("(?=a)")]
    [InlineData("(?<!a)b")]
    [InlineData("(?i)a")]
    [InlineData(@"(a)\1")]
    [InlineData(@"(?<a>b)\k<a>")]
    [InlineData("[]a]")]
    [InlineData("[^]")]
    [InlineData("[a")]
    [InlineData("a{,3}")]
    [InlineData("a}")]
    [InlineData("a]")]
    [InlineData(@"\Qa\E")]
    [InlineData(@"\A")]
    [InlineData(@"\pL")]
    [InlineData(@"\u12")]
    [InlineData(@"\ud800")]
    [InlineData("\\")]
    public void What_would_mean_something_else_here_is_refused(string source)
    {
        EcmaPattern.TryTranslate(source, out _, out var problem).ShouldBeFalse();
        problem!.ShouldStartWith("The pattern cannot be used from character");
    }
}
