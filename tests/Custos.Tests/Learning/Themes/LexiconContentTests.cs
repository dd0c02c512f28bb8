using System.Text;
using Custos.Learning.Themes;

namespace Custos.Tests.Learning.Themes;

public sealed class LexiconContentTests
{
    [Fact]
    public void What_was_written_is_what_is_read()
    {
        foreach (var lexicon in (ThemeLexicon[])[SomeLexicon.Small, SomeLexicon.OfSomeTexts])
        {
            var read = LexiconContent.Read(LexiconContent.Write(lexicon));

            (read.Name, read.Sha256).ShouldBe((lexicon.Name, lexicon.Sha256));
            read.Themes.Select(theme => (theme.Name, string.Join('|', theme.Entries))).ShouldBe(lexicon.Themes.Select(theme => (theme.Name, string.Join('|', theme.Entries))));
            read.Together.ShouldBe(lexicon.Together);
            LexiconContent.Write(read).ShouldBe(LexiconContent.Write(lexicon));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"name":"n","sha256":"a","themes":[{"name":"t","entries":["a"]}],"together":[]}""")]
    [InlineData("""{"name":1,"sha256":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","themes":[{"name":"t","entries":["a"]}],"together":[]}""")]
    [InlineData("""{"name":"n","sha256":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","themes":[{"name":"t","entries":["A"]}],"together":[]}""")]
    [InlineData("""{"name":"n","sha256":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","themes":[{"name":"t","entries":[null]}],"together":[]}""")]
    [InlineData("""{"name":"n","sha256":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","themes":[{"name":"t","entries":["a"]}],"together":[[0]]}""")]
    [InlineData("""{"name":"n","sha256":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","themes":[{"name":"t","entries":["a"]}],"together":[[0,9]]}""")]
    public void What_is_no_lexicon_is_refused(string json) => Should.Throw<InvalidDataException>(() => LexiconContent.Read(Encoding.UTF8.GetBytes(json)));
}
