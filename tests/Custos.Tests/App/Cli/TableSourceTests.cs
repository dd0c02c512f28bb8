using Custos.App.Cli;
using Custos.Records;
using Custos.Store;
using Custos.Store.DuckDb;

namespace Custos.Tests.App.Cli;

public sealed class TableSourceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("custos-source-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("rows.csv", null, "text,hate\nfirst,1\nsecond,\n")]
    [InlineData("rows.tsv", null, "text\thate\nfirst\t1\nsecond\t\n")]
    [InlineData("rows.jsonl", null, "{\"text\":\"first\",\"hate\":1}\n{\"text\":\"second\",\"hate\":null}\n")]
    [InlineData("rows.txt", "csv", "text,hate\nfirst,1\nsecond,\n")]
    public void Text_is_read_by_its_extension_or_as_said(string name, string? format, string content)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllText(file, content);

        Rows(file, format).ShouldBe(["first 1", "second "]);
    }

    [Fact]
    public void Parquet_is_read_too()
    {
        var file = Path.Combine(_folder, "rows.parquet");
        using (var database = Database.Open(null, new DatabaseOptions()))
        using (var connection = database.Connect())
        {
            connection.Execute(new SqlFile("test", $"COPY (SELECT * FROM (VALUES ('first', 1), ('second', NULL)) AS rows(text, hate)) TO '{file}' (FORMAT PARQUET)"), CancellationToken.None);
        }

        Rows(file, format: null).ShouldBe(["first 1", "second "]);
    }

    [Fact]
    public void An_extension_that_says_nothing_is_refused_with_the_formats() =>
        Should.Throw<BadInputException>(() => TableSource.Open(Path.Combine(_folder, "rows.xyz"), format: null)).Remedy.ShouldContain("parquet");

    private static List<string> Rows(string file, string? format)
    {
        using var table = TableSource.Open(file, format);
        table.Select(["text", "hate"], []);
        var rows = new List<string>();
        while (table.Read())
        {
            rows.Add($"{table[0].GetString()} {table[1].GetString()}");
        }

        return rows;
    }
}
