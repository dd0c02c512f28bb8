using Custos.Records;
using Custos.Store;
using Custos.Store.DuckDb;
using Custos.Text.Tables;

namespace Custos.Tests.Store;

public sealed class ParquetTableTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    private string File => _folder.File("it's rows.parquet");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Named_columns_are_read_in_the_order_asked_for_with_their_kinds_and_gaps()
    {
        Write("SELECT * FROM (VALUES (1, 'a', true, 0.5), (NULL, '', false, NULL), (3, NULL, NULL, 1.0)) t(id, \"the text\", yes, score)");
        using var table = ParquetTable.Open(File);
        table.Select(["the text", "id"], ["absent", "yes", "score"]);

        table.Read().ShouldBeTrue();
        table.Row.ShouldBe(1);
        table.Place.ShouldBe($"{File}, row 1");
        Cells(table, 5).ShouldBe([(CellKind.Text, "a"), (CellKind.Number, "1"), (CellKind.Missing, ""), (CellKind.Boolean, "true"), (CellKind.Number, "0.5")]);
        table.Read().ShouldBeTrue();
        Cells(table, 5).ShouldBe([(CellKind.Text, ""), (CellKind.Missing, ""), (CellKind.Missing, ""), (CellKind.Boolean, "false"), (CellKind.Missing, "")]);
        table.Read().ShouldBeTrue();
        Cells(table, 5).ShouldBe([(CellKind.Missing, ""), (CellKind.Number, "3"), (CellKind.Missing, ""), (CellKind.Missing, ""), (CellKind.Number, "1.0")]);
        table.Read().ShouldBeFalse();
        table.Read().ShouldBeFalse();
    }

    [Fact]
    public void Many_rows_come_in_order_and_are_counted_from_one()
    {
        Write("SELECT i AS id FROM range(300000) t(i)");
        using var table = ParquetTable.Open(File);
        table.Select(["id"], []);
        var ordered = true;
        var count = 0L;
        for (; table.Read(); count++) ordered &= table.Row == count + 1 && long.Parse(table[0].Utf8) == count;

        count.ShouldBe(300_000);
        ordered.ShouldBeTrue();
    }

    [Fact]
    public void A_file_without_rows_has_none()
    {
        Write("SELECT 1 AS id WHERE false");
        using var table = ParquetTable.Open(File);
        table.Select(["id"], []);

        table.Read().ShouldBeFalse();
    }

    [Fact]
    public void What_is_missing_or_broken_is_refused_in_plain_words()
    {
        Should.Throw<BadInputException>(() => ParquetTable.Open(File)).Message.ShouldContain("does not exist");
        System.IO.File.WriteAllText(File, "not parquet at all");
        Should.Throw<BadInputException>(() => ParquetTable.Open(File)).Message.ShouldContain("not a Parquet file");
        Write("SELECT 1 AS id");
        using var table = ParquetTable.Open(File);
        Should.Throw<BadInputException>(() => table.Select(["other"], [])).Message.ShouldContain("no column other. The columns are: id.");
    }

    private static List<(CellKind, string)> Cells(ParquetTable table, int count)
    {
        var cells = new List<(CellKind, string)>();
        for (var i = 0; i < count; i++) cells.Add((table[i].Kind, table[i].GetString()));
        return cells;
    }

    private void Write(string query)
    {
        using var database = Database.Open(null, new DatabaseOptions());
        using var connection = database.Connect();
        connection.Execute(new SqlFile("test", $"COPY ({query}) TO '{File.Replace("'", "''", StringComparison.Ordinal)}' (FORMAT PARQUET)"), default);
    }
}
