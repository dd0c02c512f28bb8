using Custos.App.Proxy;
using Custos.App.Proxy.Protocols;
using Custos.Records;

namespace Custos.Tests.App.Proxy;

public sealed class PriceTableTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"prices-{Guid.NewGuid():N}.yaml");

    [Fact]
    public void A_call_costs_what_its_tokens_cost_cached_ones_at_their_own_price()
    {
        var prices = Read("small: {input: 2, output: 10, cached: 0.5}\n");

        prices.CostOf("small", new Ending { InputTokens = 1000, CachedTokens = 400, OutputTokens = 100 }).ShouldNotBeNull().ShouldBe((600 * 2 + 400 * 0.5 + 100 * 10) / 1e6, 1e-15);
    }

    [Fact]
    public void The_longest_name_that_fits_counts()
    {
        var prices = Read("big*: {input: 1, output: 1}\nbig-new*: {input: 2, output: 2}\nbig-new-1: {input: 3, output: 3}\n");
        var used = new Ending { InputTokens = 1_000_000, OutputTokens = 0 };

        prices.CostOf("big", used).ShouldBe(1);
        prices.CostOf("big-new-2", used).ShouldBe(2);
        prices.CostOf("big-new-1", used).ShouldBe(3);
        prices.CostOf("other", used).ShouldBeNull();
        prices.CostOf(null, used).ShouldBeNull();
        prices.CostOf("big", new Ending { InputTokens = 1 }).ShouldBeNull();
    }

    [Theory]
    [InlineData("a: {input: 1, output: -1}", ":1", "0 or more")]
    [InlineData("a: {input: 1}", ":1", "none for output")]
    [InlineData("b: {input: 1, output: 1}\na: {inputs: 1}", ":2", "none of input, output and cached")]
    [InlineData("- a", ":1", "list of models")]
    [InlineData("a: {", ":", "not YAML")]
    public void What_is_wrong_in_the_file_is_said_with_its_line(string yaml, string place, string problem)
    {
        var wrong = Should.Throw<BadInputException>(() => Read(yaml));

        wrong.Message.ShouldContain(problem);
        wrong.Place.ShouldNotBeNull().ShouldContain(place);
    }

    public void Dispose() => File.Delete(_path);

    private PriceTable Read(string yaml)
    {
        File.WriteAllText(_path, yaml);
        return PriceTable.Read(_path);
    }
}
