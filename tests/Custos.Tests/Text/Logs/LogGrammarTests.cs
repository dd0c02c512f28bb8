using Custos.Records;
using Custos.Text.Logs;

namespace Custos.Tests.Text.Logs;

public sealed class LogGrammarTests
{
    private const string Row = """{"status":503,"model":"m-1","cached":false,"flag":"true","one":1,"text":"a \"b\" c","empty":"","list":[1],"nothing":null,"odd name":2}""";

    [Theory]
    [InlineData("status >= 500", true)]
    [InlineData("status<500", false)]
    [InlineData("status = '503'", true)]
    [InlineData("status == 503.0", true)]
    [InlineData("status <> 503", false)]
    [InlineData("model = m-1", true)]
    [InlineData("model != \"m-1\"", false)]
    [InlineData("model >= \"m\" and model < 'n'", true)]
    [InlineData("model = 7", false)]
    [InlineData("model != 7", true)]
    [InlineData("model < 7", null)]
    [InlineData("model in (m-2, 'm-1')", true)]
    [InlineData("status in (200, 204)", false)]
    [InlineData("text contains \"\\\"b\\\"\"", true)]
    [InlineData("text contains x", false)]
    [InlineData("cached", false)]
    [InlineData("not cached", true)]
    [InlineData("NOT NOT cached", false)]
    [InlineData("flag", true)]
    [InlineData("one", true)]
    [InlineData("model", null)]
    [InlineData("cached = false", true)]
    [InlineData("empty = \"\"", true)]
    [InlineData("empty exists", true)]
    [InlineData("nothing exists", false)]
    [InlineData("nothing missing", true)]
    [InlineData("absent missing", true)]
    [InlineData("absent = 1", null)]
    [InlineData("absent != 1", null)]
    [InlineData("not absent = 1", null)]
    [InlineData("list = 1", false)]
    [InlineData("list != x", true)]
    [InlineData("list exists", true)]
    [InlineData("list.0 = 1", true)]
    [InlineData("absent = 1 and cached", false)]
    [InlineData("cached and absent = 1", false)]
    [InlineData("absent = 1 or status = 503", true)]
    [InlineData("status = 503 or absent = 1", true)]
    [InlineData("absent = 1 or cached", null)]
    [InlineData("status = 1 or model = m-1 and one", true)]
    [InlineData("(status = 1 or model = m-1) and cached", false)]
    [InlineData("`odd name` = 2", true)]
    public async Task A_condition_means_what_it_says(string condition, bool? holds)
    {
        var answer = await SomeLogs.AskAsync(SomeLogs.Question("", "count", condition), Row);

        (answer.Rows, answer.LeftOut, answer.Untold).ShouldBe(holds switch { true => (1, 0, 0), false => (0, 1, 0), null => (0, 0, 1) });
    }

    [Theory]
    [InlineData("")]
    [InlineData("status >")]
    [InlineData("status = 5 6")]
    [InlineData("status = 'x")]
    [InlineData("(status = 5")]
    [InlineData("status = 5)")]
    [InlineData("status = null")]
    [InlineData("x in (1, )")]
    [InlineData("`x = 1")]
    [InlineData("a..b = 1")]
    public void What_is_no_condition_is_refused(string condition) =>
        Should.Throw<BadInputException>(() => LogCondition.Parse(condition)).IsUsage.ShouldBeTrue();

    [Fact]
    public void Brackets_have_a_depth() => Should.Throw<BadInputException>(() => LogCondition.Parse(new string('(', 100_000)));

    [Fact]
    public void Measures_stand_with_commas_between_them_and_keep_their_words()
    {
        var measures = LogMeasure.ParseAll("count, mean( usage.out ),rate(a = 1 and b in (1, 2)) , max(x)");

        measures.Select(measure => measure.Text).ShouldBe(["count", "mean( usage.out )", "rate(a = 1 and b in (1, 2))", "max(x)"]);
        measures.Select(measure => measure.GetType()).ShouldBe([typeof(LogMeasure.Rows), typeof(LogMeasure.Mean), typeof(LogMeasure.Rate), typeof(LogMeasure.Greatest)]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("median(x)")]
    [InlineData("mean")]
    [InlineData("quantile(x)")]
    [InlineData("quantile(x, 1)")]
    [InlineData("quantile(x, 95)")]
    [InlineData("distinct")]
    [InlineData("mean()")]
    [InlineData("mean(x")]
    [InlineData("mean(x))")]
    [InlineData("mean(x) y")]
    [InlineData("count,")]
    public void What_is_no_measure_is_refused(string measure) =>
        Should.Throw<BadInputException>(() => LogMeasure.ParseAll(measure)).IsUsage.ShouldBeTrue();
}
