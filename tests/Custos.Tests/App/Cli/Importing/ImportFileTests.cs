using System.IO.Compression;
using System.Text;
using Custos.App.Cli.Importing;
using Custos.Records;
using Custos.Store.DuckDb;
using Custos.Store.Import;
using Custos.Tests.Store;

namespace Custos.Tests.App.Cli.Importing;

public sealed class ImportFileTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("rows.csv", "user_id,internal\nu1,true\nu2,0\n")]
    [InlineData("rows.tsv", "user_id\tinternal\nu1\ttrue\nu2\t0\n")]
    [InlineData("rows.jsonl", "{\"user_id\":\"u1\",\"internal\":true}\n{\"user_id\":\"u2\",\"internal\":false}\n")]
    [InlineData("rows.csv.gz", "user_id,internal\nu1,true\nu2,0\n")]
    public void A_text_file_is_read_by_its_extension_compressed_or_not(string name, string text)
    {
        var path = _folder.File(name);
        var bytes = Encoding.UTF8.GetBytes(text);
        File.WriteAllBytes(path, name.EndsWith(".gz", StringComparison.Ordinal) ? Gzip(bytes) : bytes);

        Rows("accounts", path, null).ShouldBe(2);
        Rows("accounts", path, Path.GetExtension(name.Replace(".gz", "", StringComparison.Ordinal))[1..]).ShouldBe(2);
    }

    [Fact]
    public void A_parquet_file_is_read()
    {
        var path = _folder.File("rows.parquet");
        using (var database = Database.Open(null, new DatabaseOptions()))
        using (var connection = database.Connect())
        {
            connection.Execute(new Custos.Store.SqlFile("write", $"COPY (SELECT 'r' || i AS rating_id, TIMESTAMP '2026-03-01 12:00:00' AS rated_at, 'p' AS prompt_id, i / 2 AS rating FROM range(3000) t(i)) TO '{path}' (FORMAT parquet)"), default);
        }

        Rows("ratings", path, null).ShouldBe(3000);
    }

    [Fact]
    public void The_output_of_sacct_is_read_as_jobs()
    {
        var path = _folder.File("jobs.txt");
        File.WriteAllText(path, "JobID|ElapsedRaw|AllocTRES|State\n1|10|gres/gpu=2|COMPLETED\n1.batch|10|gres/gpu=2|COMPLETED\n");

        Rows("jobs", path, "sacct").ShouldBe(1);
    }

    [Fact]
    public void An_extension_that_tells_no_format_and_a_file_that_is_not_there_are_refused()
    {
        Should.Throw<BadInputException>(() => ImportFile.Of("rows.data", null));
        Should.Throw<BadInputException>(() => ImportFile.Of(_folder.File("none.csv"), null).Open().Dispose());
    }

    private static long Rows(string table, string path, string? format)
    {
        using var rows = ImportFile.Of(path, format).Open();
        return ImportSurvey.Of(table, rows, bad => throw bad, default).Rows;
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest)) gzip.Write(bytes);
        return buffer.ToArray();
    }
}
