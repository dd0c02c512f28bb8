using System.Text;
using Custos.Records;
using Custos.Records.Telemetry;
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

        Should.Throw<OperationCanceledException>(() => _store.Imports.RunAsync("report_events", rows, new ImportRun(), new CancellationToken(canceled: true)).GetAwaiter().GetResult());

        Import("report_events", "report_id,created_at\nr1,2026-03-01\n").Added.ShouldBe(1);
    }

    [Fact]
    public void Many_rows_arrive()
    {
        var csv = new StringBuilder("report_id,created_at\n");
        for (var i = 0; i < 50_000; i++) csv.Append('r').Append(i).Append(",2026-03-01\n");

        Import("report_events", csv.ToString()).ShouldBe(new ImportCount(50_000, 50_000));
    }

    [Fact]
    public void A_key_that_is_there_with_other_content_is_a_conflict_and_what_was_there_stays()
    {
        Import("ratings", "rating_id,rated_at,prompt_id,rating\nr1,2026-03-01,p1,4\nr2,2026-03-01,p1,5\nr1,2026-03-01,p1,3\n").ShouldBe(new ImportCount(3, 2, Conflicts: 1));

        Import("ratings", "rating_id,rated_at,prompt_id,rating\nr1,2026-03-01T00:00:00Z,p1,4.0\nr2,2026-03-02,p1,5\n").ShouldBe(new ImportCount(2, 0, Conflicts: 1));
    }

    [Fact]
    public void A_key_of_two_columns_is_known_by_both()
    {
        const string header = "job_id,cluster,gpus_reserved,gpu_seconds_reserved\n";
        Import("jobs", header + "7,north,4,400\n7,south,4,400\n").Added.ShouldBe(2);

        Import("jobs", header + "7,north,4,400\n7,,4,400\n").ShouldBe(new ImportCount(2, 1));
    }

    [Fact]
    public async Task Every_table_takes_its_rows_and_accounts_for_them()
    {
        const string id = "018e0000-0000-7000-8000-000000000001";
        Import("comparisons", "comparison_id,compared_at,model_a,model_b,winner\nc1,2026-03-01,x,y,tie\n");
        Import("labels", $"label_id,labelled_at,exchange_id,name,value\nl1,2026-03-01,{id},should_refuse,true\n");
        Import("accounts", "user_id,organisation,internal\nu1,acme,false\n");
        Import("bills", "line_id,billed_from,billed_to,amount_cents,currency\nb1,2026-03-01,2026-04-01,-1250,EUR\n");
        Import("annotations", $"exchange_id,made_at,name,value,score,version\n{id},2026-03-01,refusal,yes,0.9,v1\n{id},2026-03-01,refusal,yes,0.9,v2\n");
        Import("evaluations", $"key,evaluated_at,exchange_id,name,score\ne1,2026-03-01,{id},relevance,0.5\n");
        Import("retrievals", $"key,retrieved_at,exchange_id,documents,answered\nq1,2026-03-01,{id},3,true\n");
        Import("feedback", $"key,given_at,exchange_id,kind,value\nf1,2026-03-01,{id},thumb,-1\n");
        await _store.Log.FlushAsync(default);

        var table = await _store.Reports.RunAsync("intake", new ReportPeriod(), default);
        table.Rows.Select(row => string.Join(' ', row.Skip(1))).ShouldBe(
        [
            "import accounts 1 1 0 0 0", "import annotations 2 2 0 0 0", "import bills 1 1 0 0 0", "import comparisons 1 1 0 0 0", "import evaluations 1 1 0 0 0",
            "import feedback 1 1 0 0 0", "import labels 1 1 0 0 0", "import retrievals 1 1 0 0 0",
        ]);
    }

    [Fact]
    public async Task Exchanges_go_through_the_journal_and_are_known_again()
    {
        const string header = "key,occurred_at,user_id,model,input,output,duration_microseconds,output_tokens,outcome\n";
        Import("exchanges", header + "t1,2026-03-01T12:00:00Z,u1,m1,Hello,Hi there,1500000,3,completed\nt2,2026-03-01T12:00:01Z,u2,,Only asked,,,,\n").ShouldBe(new ImportCount(2, 2));

        Import("exchanges", header + "t1,2026-03-01T12:00:00Z,u1,m1,Hello,Hi there,1500000,3,completed\nt2,2026-03-01T12:00:01Z,u2,,Something else,,,,\nt3,2026-03-01,u2,,x,,,,\n").ShouldBe(new ImportCount(3, 1, Conflicts: 1));

        var exchanges = (await _store.Log.ReadAsync(default).ToListAsync()).Cast<Exchange>().OrderBy(exchange => exchange.ExternalKey).ToList();
        exchanges.Select(exchange => (exchange.ExternalKey, exchange.Source, exchange.Input, exchange.Call?.OutputTokens)).ShouldBe([("t1", "import", "Hello", 3), ("t2", "import", "Only asked", null), ("t3", "import", "x", null)]);
        var table = await _store.Reports.RunAsync("intake", new ReportPeriod(), default);
        table.Rows.Select(row => string.Join(' ', row.Skip(1))).ShouldBe(["import exchanges 5 3 1 1 0"]);
    }

    [Theory]
    [InlineData("feedback", "key,given_at,kind,value\nf1,2026-03-01,thumb,5\n", "neither 1 nor -1")]
    [InlineData("feedback", "key,given_at,kind,value\nf1,2026-03-01,stars,9\n", "1 to 5")]
    [InlineData("feedback", "key,given_at,kind\nf1,2026-03-01,smile\n", "none of the words")]
    [InlineData("exchanges", "key,occurred_at,output_tokens\nf1,2026-03-01,5\n", "duration_microseconds is empty")]
    [InlineData("labels", "label_id,labelled_at,exchange_id,name,value\nl1,2026-03-01,42,n,true\n", "not an identifier")]
    [InlineData("accounts", "user_id,internal\nu1,maybe\n", "neither true nor false")]
    [InlineData("bills", "line_id,billed_from,billed_to,amount_cents,currency\nb,2026-03-01,2026-03-02,12.50,EUR\n", "not a whole number")]
    [InlineData("ratings", "rating_id,rated_at,prompt_id,rating\nr,2026-03-01,p,NaN\n", "not a number")]
    public void A_value_that_its_column_cannot_hold_is_refused(string table, string csv, string problem) =>
        Should.Throw<BadInputException>(() => Import(table, csv)).Message.ShouldContain(problem);

    [Fact]
    public async Task Words_of_a_feedback_without_consent_are_not_kept()
    {
        Import("feedback", "key,given_at,kind,content,consent\nf1,2026-03-01,text,secret,none\nf2,2026-03-01,text,open,store\nf3,2026-03-01,text,silent,\n");

        var kept = (await _store.Log.ReadAsync(default).ToListAsync()).OfType<Feedback>();
        kept.Select(feedback => feedback.Content).ShouldBe([null, "open", null], ignoreOrder: true);
    }

    [Theory]
    [InlineData("ratings", "rating_id,rated_at,prompt_id,rating", ",2026-03-01,p,1")]
    [InlineData("exchanges", "key,occurred_at,input", ",2026-03-01,hello")]
    public async Task An_import_that_is_broken_off_goes_on_behind_its_last_piece(string table, string header, string row)
    {
        var csv = new StringBuilder(header).Append('\n');
        for (var i = 0; i < 25_000; i++) csv.Append('k').Append(i).Append(row).Append('\n');
        using var stopping = new CancellationTokenSource();
        using (var rows = Rows(csv.ToString()))
        {
            var run = new ImportRun { FileHash = "abc", Progress = _ => stopping.Cancel() };
            await Should.ThrowAsync<OperationCanceledException>(async () => await _store.Imports.RunAsync(table, rows, run, stopping.Token));
        }

        using var again = Rows(csv.ToString());
        var count = await _store.Imports.RunAsync(table, again, new ImportRun { FileHash = "abc" }, default);
        using var third = Rows(csv.ToString());
        var after = await _store.Imports.RunAsync(table, third, new ImportRun { FileHash = "abc" }, default);

        count.ShouldBe(new ImportCount(25_000, 25_000) { Resumed = 10_000 });
        after.ShouldBe(new ImportCount(25_000, 0));
        await _store.Log.FlushAsync(default);
        var intake = await _store.Reports.RunAsync("intake", new ReportPeriod(), default);
        intake.Rows.Select(line => string.Join(' ', line.Skip(1))).ShouldBe([$"import {table} 50000 25000 25000 0 0"]);
    }

    [Fact]
    public void A_file_that_cannot_be_read_on_ends_the_looking_through_and_a_broken_line_does_not()
    {
        using var open = Rows("user_id,internal\nu1,true\n\"u2,true\nu3,true\n");
        using var broken = Rows("user_id,internal\nu1,true,more\nu2,true\n");

        Should.Throw<BadInputException>(() => ImportSurvey.Of("accounts", open, _ => { }, default)).Message.ShouldContain("never closed");
        ImportSurvey.Of("accounts", broken, _ => { }, default).Rejected.Values.Sum().ShouldBe(1);
    }

    [Fact]
    public async Task Rejected_rows_are_passed_over_counted_and_accounted()
    {
        const string csv = "rating_id,rated_at,prompt_id,rating\nr1,2026-03-01,p,1\nr2,never,p,1\nr3,2026-03-01,p,1\n,2026-03-01,p,1\n";
        var places = new List<string?>();
        using var first = Rows(csv);
        var survey = ImportSurvey.Of("ratings", first, bad => places.Add(bad.Place), default);

        using var rows = Rows(csv);
        var count = await _store.Imports.RunAsync("ratings", rows, new ImportRun { Rejected = survey.Rejected, SkipsBad = true }, default);

        places.ShouldBe(["file.csv, row 3", "file.csv, row 5"]);
        count.ShouldBe(new ImportCount(4, 2, Rejected: 2));
        var intake = await _store.Reports.RunAsync("intake", new ReportPeriod(), default);
        intake.Rows.Select(line => string.Join(' ', line.Skip(1))).ShouldBe(["import ratings 4 2 0 2 0"]);
    }

    private ImportCount Import(string table, string csv)
    {
        using var rows = Rows(csv);
        return _store.Imports.RunAsync(table, rows, new ImportRun(), default).GetAwaiter().GetResult();
    }

    private static Table Rows(string csv) => TextTable.Read(new MemoryStream(Encoding.UTF8.GetBytes(csv)), "file.csv", TableFormat.Csv);
}
