using Custos.App.Cli.LogsAnswer;
using Custos.Records;
using Custos.Tests.Text.Logs;

namespace Custos.Tests.App.Cli.LogsAnswer;

public sealed class LogOrderTests
{
    private const string Lines = """
        {"g":10,"x":1}
        {"g":9,"x":5}
        {"x":3}
        {"g":"b"}
        {"g":"a","x":2}
        {"g":"a","x":2}
        """;

    [Theory]
    [InlineData("rows", "a 10 9 - b")]
    [InlineData("group", "9 10 a b -")]
    [InlineData("mean(x)", "9 - a 10 b")]
    public async Task Groups_stand_by_their_rows_their_name_or_a_measure(string by, string order)
    {
        var question = SomeLogs.Question("g", "mean(x)");
        var answer = await SomeLogs.AskAsync(question, Lines);

        var names = new LogOrder(question, by).Apply(answer.Groups).Select(group => SomeLogs.Shown(group).Split('|')[0].Replace("<Missing>", "-", StringComparison.Ordinal));

        string.Join(' ', names).ShouldBe(order);
    }

    [Fact]
    public void An_order_by_what_is_not_measured_is_refused() =>
        Should.Throw<BadInputException>(() => new LogOrder(SomeLogs.Question("g", "mean(x)"), "mean(y)")).Message.ShouldContain("rows, group, mean(x)");
}
