using System.Diagnostics;
using Custos.Store;
using Custos.Store.DuckDb;

namespace Custos.Tests.Store.DuckDb;

public sealed class StatementTests : IDisposable
{
    private readonly Database _database = Database.Open(null, new DatabaseOptions());
    private readonly Connection _connection;

    public StatementTests() => _connection = _database.Connect();

    public void Dispose()
    {
        _connection.Dispose();
        _database.Dispose();
    }

    [Fact]
    public void Every_type_is_bound_and_comes_back()
    {
        var id = Guid.Parse("018e0000-0000-7000-8000-00000000ffff");
        using var statement = _connection.Prepare(new SqlFile("test", "SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9"));
        statement.ParameterCount.ShouldBe(9);
        statement.Bind(1, true).Bind(2, long.MinValue).Bind(3, 0.1).Bind(4, SomeEvents.Noon).Bind(5, "a\0\U0001F600").Bind(6, id).BindNull(7)
            .Bind(8, ["x", "", "a longer text than twelve bytes"]).Bind(9, [0, 255]);

        using var rows = statement.Query(default);
        rows.NextChunk().ShouldBeTrue();

        rows[0].ReadAny(0).ShouldBe(true);
        rows[1].ReadAny(0).ShouldBe(long.MinValue);
        rows[2].ReadAny(0).ShouldBe(0.1);
        rows[3].ReadAny(0).ShouldBe(SomeEvents.Noon);
        rows[4].ReadAny(0).ShouldBe("a\0\U0001F600");
        rows[5].ReadAny(0).ShouldBe(id);
        rows[6].ReadAny(0).ShouldBeNull();
        rows[7].ReadAny(0).ShouldBe(new object?[] { "x", "", "a longer text than twelve bytes" });
        rows[8].ReadAny(0).ShouldBe(new byte[] { 0, 255 });
    }

    [Fact]
    public void A_text_is_bound_as_it_is_but_for_lone_surrogates()
    {
        using var statement = _connection.Prepare(new SqlFile("test", "SELECT CAST($1 AS VARCHAR)"));
        foreach (var (text, expected) in ((string, string)[])[("", ""), ("plain", "plain"), ("'; DROP TABLE x; --", "'; DROP TABLE x; --"), ("\uD800", "\uFFFD"), ("a\uDC00b", "a\uFFFDb")])
        {
            using var rows = statement.Bind(1, text).Query(default);
            rows.NextChunk();
            rows[0].ReadString(0).ShouldBe(expected);
        }
    }

    [Fact]
    public void A_statement_runs_again_with_other_values()
    {
        using var statement = _connection.Prepare(new SqlFile("test", "SELECT CAST($1 AS BIGINT) * 2"));
        for (var i = 0L; i < 5; i++)
        {
            using var rows = statement.Bind(1, i).Query(default);
            rows.NextChunk();
            rows[0].ReadInt64(0).ShouldBe(2 * i);
        }
    }

    [Fact]
    public void A_parameter_that_is_not_there_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => _connection.Prepare(new SqlFile("test", "SELECT $1")).Bind(2, 1L)).Message.ShouldContain("test has 1 parameters");

    [Theory]
    [InlineData("SELEC 1")]
    [InlineData("SELECT * FROM absent")]
    [InlineData("SELECT CAST('x' AS INTEGER)")]
    [InlineData("SELECT error('on the way') FROM range(3)")]
    public void An_error_names_the_sql_file(string sql)
    {
        var error = Should.Throw<DuckDbException>(() =>
        {
            using var statement = _connection.Prepare(new SqlFile("Stage/Question", sql));
            using var rows = statement.Query(default);
            while (rows.NextChunk())
            {
            }
        });

        error.Message.ShouldStartWith("Stage/Question: ");
        error.SqlFile.ShouldBe("Stage/Question");
    }

    [Fact]
    public void After_an_error_the_connection_goes_on()
    {
        Should.Throw<DuckDbException>(() => _connection.Execute(new SqlFile("test", "SELECT error('x')"), default));

        _connection.Execute(new SqlFile("test", "CREATE TABLE t AS SELECT 1"), default);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_long_query_ends_soon_after_it_is_cancelled(bool streaming)
    {
        using var cancellation = new CancellationTokenSource();
        using var statement = _connection.Prepare(new SqlFile("test", "SELECT count(*) FROM range(1000000000) a, range(1000) b WHERE a.range * b.range % 7 = 3"));
        cancellation.CancelAfter(TimeSpan.FromMilliseconds(50));
        var began = Stopwatch.GetTimestamp();

        Should.Throw<OperationCanceledException>(() =>
        {
            if (!streaming)
            {
                statement.Execute(cancellation.Token);
                return;
            }

            using var rows = statement.Query(cancellation.Token);
            rows.NextChunk();
        });

        // Alone it would run for many minutes.
        Stopwatch.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(30));
        _connection.Execute(new SqlFile("test", "SELECT 1"), default);
    }

    [Fact]
    public void A_cancelled_token_starts_nothing() =>
        Should.Throw<OperationCanceledException>(() => _connection.Execute(new SqlFile("test", "CREATE TABLE t (a INTEGER)"), new CancellationToken(canceled: true)));

    [Fact]
    public void Rows_stream_in_order_without_being_held_in_memory()
    {
        using var statement = _connection.Prepare(new SqlFile("test", "SELECT i FROM range(3000000) t(i)"));
        using var rows = statement.Query(default);
        var expected = 0L;
        var ordered = true;
        while (rows.NextChunk())
        {
            var column = rows[0];
            for (var row = 0; row < rows.Count; row++) ordered &= column.ReadInt64(row) == expected++;
        }

        expected.ShouldBe(3_000_000);
        ordered.ShouldBeTrue();
    }
}
