using Custos.Store;
using Custos.Store.DuckDb;

namespace Custos.Tests.Store.DuckDb;

public sealed class AppenderTests : IDisposable
{
    private readonly Database _database = Database.Open(null, new DatabaseOptions());
    private readonly Connection _connection;

    public AppenderTests()
    {
        _connection = _database.Connect();
        Run("CREATE TABLE t (b BOOLEAN, s SMALLINT, i INTEGER, l BIGINT, d DOUBLE, u UUID, t TIMESTAMP, v VARCHAR)");
    }

    public void Dispose()
    {
        _connection.Dispose();
        _database.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2048)]
    [InlineData(5000)]
    public void Rows_of_every_type_arrive_in_order_with_their_nulls(int count)
    {
        var ids = Enumerable.Range(0, count).Select(_ => Guid.NewGuid()).ToArray();
        using (var appender = _connection.Append("t"))
        {
            for (var n = 0; n < count; n++)
            {
                if (n % 5 == 4) Nulls(appender, 8);
                else appender.Add(n % 2 == 0).Add((short)n).Add(-n).Add(long.MaxValue - n).Add(n / 3.0).Add(ids[n]).Add(SomeEvents.Noon.AddMicroseconds(n)).Add(TextOf(n));
                appender.EndRow();
            }

            appender.Flush();
        }

        using var statement = _connection.Prepare(new SqlFile("test", "SELECT * FROM t"));
        using var rows = statement.Query(default);
        var read = 0;
        while (rows.NextChunk())
        {
            for (var row = 0; row < rows.Count; row++, read++)
            {
                object?[] expected = read % 5 == 4
                    ? new object?[8]
                    : [read % 2 == 0, (long)(short)read, (long)-read, long.MaxValue - read, read / 3.0, ids[read], SomeEvents.Noon.AddMicroseconds(read), TextOf(read)];
                for (var column = 0; column < 8; column++) rows[column].ReadAny(row).ShouldBe(expected[column]);
            }
        }

        read.ShouldBe(count);
    }

    [Fact]
    public void A_lone_surrogate_becomes_a_replacement_character()
    {
        using (var appender = _connection.Append("t"))
        {
            Nulls(appender, 7);
            appender.Add("a\uD800b").EndRow();
            appender.Flush();
        }

        using var statement = _connection.Prepare(new SqlFile("test", "SELECT v FROM t"));
        using var rows = statement.Query(default);
        rows.NextChunk();
        rows[0].ReadString(0).ShouldBe("a\uFFFDb");
    }

    [Fact]
    public void Rows_that_were_not_flushed_are_not_there()
    {
        using (var appender = _connection.Append("t"))
        {
            for (var i = 0; i < 3000; i++)
            {
                Nulls(appender, 8);
                appender.EndRow();
            }
        }

        Count("SELECT * FROM t").ShouldBe(0);
    }

    [Fact]
    public void Rows_go_with_the_transaction_that_they_were_written_in()
    {
        Should.Throw<InvalidOperationException>(() => _connection.InTransaction(() =>
        {
            using var appender = _connection.Append("t");
            Nulls(appender, 8);
            appender.EndRow();
            appender.Flush();
            throw new InvalidOperationException("on purpose");
        }));

        Count("SELECT * FROM t").ShouldBe(0);
    }

    [Fact]
    public void A_row_of_the_wrong_shape_is_refused()
    {
        using var appender = _connection.Append("t");

        Should.Throw<InvalidOperationException>(() => appender.Add("not a boolean")).Message.ShouldContain("of type Boolean, not Varchar");
        appender.Add(true);
        Should.Throw<InvalidOperationException>(appender.EndRow).Message.ShouldContain("8 columns; the row has 1");
        Should.Throw<DuckDbException>(() => _connection.Append("absent")).Message.ShouldStartWith("absent: ");
    }

    [Fact]
    public void A_broken_constraint_is_an_error_and_leaves_nothing()
    {
        Run("CREATE TABLE k (l BIGINT PRIMARY KEY)");
        using (var appender = _connection.Append("k"))
        {
            appender.Add(1L).EndRow();
            appender.Add(1L).EndRow();
            Should.Throw<DuckDbException>(appender.Flush).Message.ShouldStartWith("k: ");
        }

        Count("SELECT * FROM k").ShouldBe(0);
    }

    private static string TextOf(int number) => (number % 3) switch
    {
        0 => "",
        1 => $"short {number}",
        _ => $"a text of more than twelve bytes \U0001F600 {number}",
    };

    private static void Nulls(Appender appender, int count)
    {
        for (var i = 0; i < count; i++) appender.AddNull();
    }

    private void Run(string sql) => _connection.Execute(new SqlFile("test", sql), default);

    private int Count(string sql)
    {
        using var statement = _connection.Prepare(new SqlFile("test", sql));
        using var rows = statement.Query(default);
        var count = 0;
        while (rows.NextChunk()) count += rows.Count;
        return count;
    }
}
