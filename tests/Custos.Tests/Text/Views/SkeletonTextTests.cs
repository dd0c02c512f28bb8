using Custos.Text.Rewriting;
using Custos.Text.Views;

namespace Custos.Tests.Text.Views;

public sealed class SkeletonTextTests
{
    [Theory]
    [InlineData("ignore all previous", "lgnorealprevlous")]
    [InlineData("1 g n 0 r 3 4 1 1 pr3v.10us", "lgnorealprevlous")]
    [InlineData("Ígnóré äll prévíóús", "lgnorealprevlous")]
    [InlineData("іgnоrе аӏӏ рrеvіоuѕ", "lgnorealprevlous")]
    [InlineData("ɪɢɴᴏʀᴇ ᴀʟʟ ᴘʀᴇᴠɪᴏᴜꜱ", "lgnorealprevlous")]
    [InlineData("🅸🅶🅽🅾🆁🅴", "lgnore")]
    [InlineData("", "")]
    [InlineData("!?. ", "")]
    public void Disguises_of_one_phrase_have_one_skeleton(string text, string expected) => Strip(text, out _).Text.ToString().ShouldBe(expected);

    [Fact]
    public void A_letter_of_a_skeleton_is_found_again_in_the_source()
    {
        const string Text = "x: b 0\u200B m b!";
        var skeleton = Strip(Text, out var normalised);

        var span = skeleton.SourceOf(new TextSpan(1, 4), normalised);

        Text.Substring(span.Start, span.Length).ShouldBe("b 0\u200B m b");
    }

    private static SkeletonText Strip(string text, out NormalisedText normalised)
    {
        normalised = new NormalisedText();
        normalised.Normalise(text);
        var skeleton = new SkeletonText();
        skeleton.Strip(normalised);
        return skeleton;
    }
}
