using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Custos.SlowTests.Store;

/// <summary>What is left of an import that is killed? Whole pieces, and a second run brings the rest: nothing is lost, nothing is there twice.</summary>
public sealed class ImportKillTests
{
    private const int Rows = 300_000;

    [Theory]
    [InlineData("ratings", "rating_id,rated_at,prompt_id,rating", ",2026-03-01,p,1")]
    [InlineData("exchanges", "key,occurred_at,user_id,input", ",2026-03-01,u,hello there")]
    public async Task An_import_that_is_killed_again_and_again_brings_every_row_once(string table, string header, string row)
    {
        using var folder = new TemporaryFolder();
        var (data, file) = (Path.Combine(folder.Path, "data"), Path.Combine(folder.Path, "rows.csv"));
        await WriteAsync(file, header, row);
        (await CustosProgram.RunAsync("import", "--help")).ExitCode.ShouldBe(0);
        foreach (var milliseconds in (int[])[900, 1_300, 1_800, 2_400])
        {
            using var process = CustosProgram.Begin("import", table, file, "--data-dir", data);
            await Task.Delay(milliseconds);
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        var finished = await ImportAsync(table, file, data);
        var again = await ImportAsync(table, file, data);

        finished.Rows.ShouldBe(Rows);
        (finished.Added + finished.Duplicates).ShouldBe(Rows);
        again.ShouldBe((Rows, 0, Rows));
        var intake = (await CustosProgram.RunAsync("report", "intake", "--data-dir", data, "--format", "csv")).Output.Split('\n');
        var account = intake[0].Split(',').Zip(intake[1].Split(',')).ToDictionary(cell => cell.First, cell => cell.Second);
        account["signal"].ShouldBe(table);
        account["stored"].ShouldBe(Rows.ToString(CultureInfo.InvariantCulture));
        account["unaccounted"].ShouldBe("0");
    }

    private static async Task WriteAsync(string file, string header, string row)
    {
        var text = new StringBuilder(header).Append('\n');
        for (var i = 0; i < Rows; i++) text.Append('k').Append(i).Append(row).Append('\n');
        await File.WriteAllTextAsync(file, text.ToString());
    }

    private static async Task<(long Rows, long Added, long Duplicates)> ImportAsync(string table, string file, string data)
    {
        var ended = await CustosProgram.RunAsync("import", table, file, "--data-dir", data, "--json");
        ended.ExitCode.ShouldBe(0, ended.Error);
        var answer = JsonDocument.Parse(ended.Output).RootElement;
        return (answer.GetProperty("rows").GetInt64(), answer.GetProperty("added").GetInt64(), answer.GetProperty("already_there").GetInt64());
    }
}
