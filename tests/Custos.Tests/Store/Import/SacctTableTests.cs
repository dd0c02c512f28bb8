using System.Text;
using Custos.Records;
using Custos.Store.Import;

namespace Custos.Tests.Store.Import;

public sealed class SacctTableTests
{
    private const string Header = "JobID|JobName|Account|User|Cluster|WCKey|Start|End|ElapsedRaw|State|AllocTRES|TRESUsageInAve";

    private static readonly string[] Columns =
        ["job_id", "cluster", "run", "experiment", "team", "scientist", "started_at", "ended_at", "gpus_reserved", "gpu_seconds_reserved", "gpu_seconds_used", "state"];

    [Fact]
    public void A_job_is_one_row_with_its_reserved_gpu_time_and_what_its_steps_used()
    {
        Read(
            "12|train-a|ml|ada|north|exp1|2026-03-01T10:00:00|2026-03-01T11:00:00|3600|COMPLETED|billing=8,cpu=8,gres/gpu:a100=4,gres/gpu=4,mem=64G,node=1|",
            "12.batch|batch|ml||north|exp1|2026-03-01T10:00:00|2026-03-01T11:00:00|3600|COMPLETED|cpu=8,gres/gpu=4|cpu=00:01:00,gres/gpumem=10G,gres/gpuutil=150",
            "12.0|python|ml||north|exp1|2026-03-01T10:00:00|2026-03-01T11:00:00|3600|COMPLETED|cpu=8,gres/gpu=4|cpu=00:01:00,gres/gpuutil=310",
            "13_2|array|ml|bob|north||2026-03-01T10:00:00|Unknown|60|CANCELLED by 1000|cpu=1,mem=1G|")
            .ShouldBe(
            [
                "12 north train-a exp1 ml ada 2026-03-01T10:00:00 2026-03-01T11:00:00 4 14400 11160 COMPLETED",
                "13_2 north array  ml bob 2026-03-01T10:00:00  0 0  CANCELLED",
            ]);
    }

    [Fact]
    public void A_job_whose_elapsed_time_cannot_be_read_is_refused_with_its_line()
    {
        var refusal = Should.Throw<BadInputException>(() => Read("12|a|b|c|d|e|2026-03-01T10:00:00|Unknown|soon|RUNNING|gres/gpu=1|"));

        refusal.Place.ShouldBe("sacct.txt, row 2");
    }

    [Theory]
    [InlineData("")]
    [InlineData("JobID|User\n1|ada\n")]
    public void Output_without_its_header_or_a_needed_field_is_refused(string text) =>
        Should.Throw<BadInputException>(() => SacctTable.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "sacct.txt").Dispose());

    private static List<string> Read(params string[] lines)
    {
        using var table = SacctTable.Read(new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', [Header, .. lines]))), "sacct.txt");
        table.Select(Columns, []);
        var rows = new List<string>();
        while (table.Read())
        {
            var cells = new List<string>();
            for (var i = 0; i < Columns.Length; i++) cells.Add(table[i].GetString());
            rows.Add(string.Join(' ', cells));
        }

        return rows;
    }
}
