using Custos.Records;
using Custos.Text.Json;

namespace Custos.Tests.Text.Json;

public sealed class JsonPathTests
{
    [Fact]
    public void Dots_part_the_steps_and_a_backslash_keeps_a_dot()
    {
        JsonPath.Parse("usage.output_tokens").Steps.ShouldBe(["usage", "output_tokens"]);
        JsonPath.Parse(@"gen_ai\.usage.tokens").Steps.ShouldBe(["gen_ai.usage", "tokens"]);
        JsonPath.Parse(@"a\\b").Steps.ShouldBe([@"a\b"]);
    }

    [Fact]
    public void Paths_of_the_same_steps_are_equal() => JsonPath.Parse("a.b").ShouldBe(JsonPath.Parse("a.b"));

    [Theory]
    [InlineData("")]
    [InlineData("a..b")]
    [InlineData(".a")]
    [InlineData("a.")]
    [InlineData(@"a\b")]
    [InlineData(@"a\")]
    [InlineData("1.2.3.4.5.6.7.8.9.10.11.12.13.14.15.16.17")]
    public void What_is_no_path_is_refused(string text) => Should.Throw<BadInputException>(() => JsonPath.Parse(text)).IsUsage.ShouldBeTrue();
}
