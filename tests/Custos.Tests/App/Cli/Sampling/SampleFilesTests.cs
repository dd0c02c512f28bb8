using Custos.App.Cli.Sampling;
using Custos.Records;

namespace Custos.Tests.App.Cli.Sampling;

public sealed class SampleFilesTests
{
    [Theory]
    [InlineData("a.jsonl", "", "a.jsonl")]
    [InlineData("a.jsonl", "train", "a.train.jsonl")]
    [InlineData("x/a.b.csv", "test", "x/a.b.test.csv")]
    public void A_split_stands_before_the_ending(string output, string split, string file) => SampleFiles.NameOf(output, split).ShouldBe(file);

    [Fact]
    public void Names_with_numbers_are_read() => SampleFiles.NumbersOf("--weights", "a=0.5, b=c=2 ,d=0").ShouldBe([("a", 0.5), ("b=c", 2), ("d", 0)]);

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("a=x")]
    [InlineData("a=-1")]
    [InlineData("a=1,a=2")]
    [InlineData("a=0")]
    [InlineData("=1")]
    [InlineData("a=NaN")]
    public void What_is_no_such_list_is_refused(string text) => Should.Throw<BadInputException>(() => SampleFiles.NumbersOf("--weights", text)).IsUsage.ShouldBeTrue();
}
