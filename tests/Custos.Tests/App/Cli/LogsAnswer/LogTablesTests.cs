using System.Globalization;
using Custos.App.Cli.LogsAnswer;
using Custos.Text.Logs;
using Custos.Tests.Text.Logs;

namespace Custos.Tests.App.Cli.LogsAnswer;

public sealed class LogTablesTests
{
    private const string Lines = """
        {"m":"a,b","x":1.5,"ok":true}
        {"m":"a,b","x":2.5,"ok":false}
        {"m":null,"x":"no","ok":true}
        """;

    private static readonly LogQuestion Question = SomeLogs.Question("m", "count(x), mean(x), sum(x), rate(ok)");

    [Fact]
    public async Task CSV_has_the_interval_and_n_of_each_estimate_in_columns()
    {
        var answer = await SomeLogs.AskAsync(Question, Lines);
        using var output = new StringWriter { NewLine = "\n" };

        LogTables.WriteCsv(Question, answer.Groups, null, output);

        var rows = output.ToString().Split('\n');
        rows[0].ShouldBe("m,rows,count(x),mean(x),mean(x)_lower95,mean(x)_upper95,mean(x)_n,sum(x),sum(x)_n,rate(ok),rate(ok)_lower95,rate(ok)_upper95,rate(ok)_n");
        rows[1].ShouldStartWith("\"a,b\",2,2,2,");
        rows[1].ShouldEndWith(",2,4,2,0.5,0.09453120573423074,0.9054687942657693,2");

        // R: t.test(c(1.5, 2.5))$conf.int
        double.Parse(rows[1].Split(',')[5], CultureInfo.InvariantCulture).ShouldBe(-4.353102, 1e-6);
        rows[2].ShouldStartWith(",1,1,,,,0,,0,1,0.2065");
    }

    [Fact]
    public async Task For_the_eye_an_estimate_stands_with_its_interval_and_with_its_n_where_rows_lack_it()
    {
        var answer = await SomeLogs.AskAsync(Question, Lines);

        var table = LogTables.ForTheEye(Question, answer.Groups, null).ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).Aggregate((all, word) => $"{all} {word}");

        table.ShouldContain("a,b 2 2 2 [-4.3531, 8.3531] 4 50 % [9.45, 90.55]");
        table.ShouldContain("(missing) 1 1 – – 100 % [20.65, 100]");
    }

    [Fact]
    public async Task The_rest_of_the_groups_is_a_row_of_its_own()
    {
        var answer = await SomeLogs.AskAsync(Question, Lines, new LogOptions { GroupLimit = 1 });

        LogTables.ForTheEye(Question, answer.Groups, answer.Rest).ToString().ShouldContain("(all other groups)     1");
        LogWords.Warnings(Question, answer).ShouldContain(warning => warning.Contains("more than 1 groups", StringComparison.Ordinal));
    }
}
