using System.Text;
using Custos.Records;
using Custos.Store;
using Custos.Store.Import;
using Custos.Store.Report;
using Custos.Text.Tables;

namespace Custos.Tests.Store.Import;

public sealed class ImportsTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();
    private readonly EmbeddedStore _store;

    public ImportsTests() => _store = EmbeddedStore.Open(new EventLogOptions { DataDirectory = _folder.Data });

    public void Dispose()
    {
        _store.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _folder.Dispose();
    }

    [Fact]
    public void The_same_file_adds_its_rows_once_however_often_it_is_imported()
    {
        const string csv = "report_id,action_type,action_at\nr1,ban,2026-03-01T12:00:00Z\nr1,ban,2026-03-01T12:00:00Z\nr2,ban,2026-03-01T12:00:00Z\n";

        Import("moderation_actions", csv).ShouldBe(new ImportCount(3, 2));
        Import("moderation_actions", csv).ShouldBe(new ImportCount(3, 0));
        Import("moderation_actions", csv + "r3,ban,2026-03-01T12:00:00Z\n").ShouldBe(new ImportCount(4, 1));
    }

    [Fact]
    public void Optional_columns_may_be_absent_or_empty_and_empty_rows_are_still_the_same_row()
    {
        Import("report_events", "created_at,report_id,more\n2026-03-01,r1,x\n").ShouldBe(new ImportCount(1, 1));
        Import("report_events", "report_id,user_id,created_at,reason,status\nr1,,2026-03-01 00:00,,\n").ShouldBe(new ImportCount(1, 0));
    }

    [Theory]
    [InlineData("2026-03-01T12:00:00Z")]
    [InlineData("2026-03-01 12:00:00")]
    [InlineData("2026-03-01T12:00")]
    [InlineData("2026-03-01T13:00:00+01:00")]
    [InlineData("2026-03-01 13:00:00.000+01:00")]
    [InlineData("2026-03-01 13:00:00+01")]
    public async Task A_time_is_read_as_utc_unless_it_has_an_offset(string time)
    {
        Import("report_events", $"report_id,created_at\nr1,{time}\n");
        var noon = new ReportPeriod(SomeEvents.Noon, SomeEvents.Noon.AddMicroseconds(1));

        (await _store.Reports.RunAsync("reports-actioned-within-24h", noon, default)).Rows.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("report_id,created_at\nr1,2026-03-01\nr2,03/04/2026\n", "row 3", "not a time")]
    [InlineData("report_id,created_at\nr1,2026-03-01\n,2026-03-01\n", "row 3", "report_id is empty")]
    [InlineData("report_id,created_at\nr1,\n", "row 2", "created_at is empty")]
    [InlineData("report_id,createdat\nr1,2026-03-01\n", "file.csv", "no column created_at")]
    [InlineData("report_id,created_at\nr1,2026-02-30\n", "row 2", "not a time")]
    public void A_bad_row_is_refused_with_its_place_and_nothing_is_imported(string csv, string place, string problem)
    {
        var refusal = Should.Throw<BadInputException>(() => Import("report_events", csv));

        refusal.Message.ShouldContain(place);
        refusal.Message.ShouldContain(problem);
        Import("report_events", "report_id,created_at\nr1,2026-03-01\n").Added.ShouldBe(1);
    }

    [Fact]
    public void An_unknown_table_is_refused_with_the_nearest_name()
    {
        var refusal = Should.Throw<BadInputException>(() => Import("report_event", "a\n1\n"));

        refusal.Message.ShouldContain("Did you mean report_events?");
        refusal.IsUsage.ShouldBeTrue();
    }

    [Fact]
    public void A_cancelled_import_leaves_nothing()
    {
        using var rows = Rows("report_id,created_at\nr1,2026-03-01\n");

        Should.Throw<OperationCanceledException>(() => _store.Imports.Run("report_events", rows, new CancellationToken(canceled: true)));

        Import("report_events", "report_id,created_at\nr1,2026-03-01\n").Added.ShouldBe(1);
    }

    [Fact]
    public void Many_rows_arrive()
    {
        var csv = new StringBuilder("report_id,created_at\n");
        for (var i = 0; i < 50_000; i++) csv.Append('r').Append(i).Append(",2026-03-01\n");

        Import("report_events", csv.ToString()).ShouldBe(new ImportCount(50_000, 50_000));
    }

    private ImportCount Import(string table, string csv)
    {
        using var rows = Rows(csv);
        return _store.Imports.Run(table, rows, default);
    }

    private static Table Rows(string csv) => TextTable.Read(new MemoryStream(Encoding.UTF8.GetBytes(csv)), "file.csv", TableFormat.Csv);
}
