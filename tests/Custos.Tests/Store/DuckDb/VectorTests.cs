using Custos.Store;
using Custos.Store.DuckDb;

namespace Custos.Tests.Store.DuckDb;

public sealed class VectorTests : IDisposable
{
    private readonly Database _database = Database.Open(null, new DatabaseOptions());
    private readonly Connection _connection;

    public VectorTests() => _connection = _database.Connect();

    public static TheoryData<string, object?> Values => new()
    {
        { "true", true },
        { "CAST(-128 AS TINYINT)", -128L },
        { "CAST(-32768 AS SMALLINT)", -32_768L },
        { "CAST(-2147483648 AS INTEGER)", (long)int.MinValue },
        { "CAST(-9223372036854775808 AS BIGINT)", long.MinValue },
        { "CAST(255 AS UTINYINT)", 255L },
        { "CAST(65535 AS USMALLINT)", 65_535L },
        { "CAST(4294967295 AS UINTEGER)", 4_294_967_295L },
        { "CAST(18446744073709551615 AS UBIGINT)", 18_446_744_073_709_551_615m },
        { "CAST(-79228162514264337593543950335 AS HUGEINT)", decimal.MinValue },
        { "CAST(79228162514264337593543950335 AS UHUGEINT)", decimal.MaxValue },
        { "CAST(0.1 AS DOUBLE)", 0.1 },
        { "CAST(0.5 AS FLOAT)", 0.5 },
        { "CAST('nan' AS DOUBLE)", double.NaN },
        { "CAST('-inf' AS DOUBLE)", double.NegativeInfinity },
        { "CAST(-1.5 AS DECIMAL(4, 1))", -1.5m },
        { "CAST(12345.678 AS DECIMAL(9, 3))", 12_345.678m },
        { "CAST(-123456789012.345678 AS DECIMAL(18, 6))", -123_456_789_012.345678m },
        { "CAST(1234567890123456789012345.678 AS DECIMAL(38, 3))", 1_234_567_890_123_456_789_012_345.678m },
        { "''", "" },
        { "'twelve bytes'", "twelve bytes" },
        { "'thirteen byte'", "thirteen byte" },
        { "'a' || chr(0) || 'b'", "a\0b" },
        { "'\U0001F600 ünï 漢字'", "\U0001F600 ünï 漢字" },
        { "CAST('f47ac10b-58cc-4372-a567-0e02b2c3d479' AS UUID)", Guid.Parse("f47ac10b-58cc-4372-a567-0e02b2c3d479") },
        { "CAST('00000000-0000-0000-0000-000000000000' AS UUID)", Guid.Empty },
        { "DATE '2024-02-29'", new DateOnly(2024, 2, 29) },
        { "DATE '0001-01-01'", new DateOnly(1, 1, 1) },
        { "TIME '23:59:59.999999'", new TimeOnly(23, 59, 59, 999, 999) },
        { "TIMESTAMP '2026-03-01 12:00:00.000001'", SomeEvents.Noon.AddMicroseconds(1) },
        { "TIMESTAMP '1969-12-31 23:59:59.999999'", DateTimeOffset.UnixEpoch.AddMicroseconds(-1) },
        { "CAST(TIMESTAMP '2026-03-01 12:00:00' AS TIMESTAMP_S)", SomeEvents.Noon },
        { "CAST(TIMESTAMP '2026-03-01 12:00:00.001' AS TIMESTAMP_MS)", SomeEvents.Noon.AddMilliseconds(1) },
        { "CAST('2026-03-01 12:00:00.000001999' AS TIMESTAMP_NS)", SomeEvents.Noon.AddMicroseconds(1) },
        { "CAST('1969-12-31 23:59:59.999999999' AS TIMESTAMP_NS)", DateTimeOffset.UnixEpoch.AddMicroseconds(-1) },
        { "CAST(NULL AS VARCHAR)", null },
        { "NULL", null },
    };

    public void Dispose()
    {
        _connection.Dispose();
        _database.Dispose();
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_of_every_type_is_read_as_it_is(string sql, object? expected) => ReadOne($"SELECT {sql}").ShouldBe(expected);

    [Fact]
    public void A_huge_text_is_read_whole()
    {
        var text = (string)ReadOne("SELECT repeat('x', 30000000)")!;

        text.Length.ShouldBe(30_000_000);
        text.AsSpan().ContainsAnyExcept('x').ShouldBeFalse();
    }

    [Fact]
    public void A_blob_is_its_bytes() => ReadOne(@"SELECT CAST('\x00\xFFab' AS BLOB)").ShouldBe(new byte[] { 0, 255, (byte)'a', (byte)'b' });

    [Fact]
    public void A_list_is_its_elements_also_nested_empty_and_null()
    {
        ReadOne("SELECT [1, NULL, 3]").ShouldBe(new object?[] { 1L, null, 3L });
        ReadOne("SELECT CAST([] AS VARCHAR[])").ShouldBe(Array.Empty<object?>());
        ((object?[])ReadOne("SELECT [['a', 'a longer text than that'], []]")!)[0].ShouldBe(new object?[] { "a", "a longer text than that" });
        ReadOne("SELECT CAST(NULL AS INTEGER[])").ShouldBeNull();
    }

    [Fact]
    public void Nulls_are_where_they_are_in_many_chunks()
    {
        using var statement = _connection.Prepare(new SqlFile("test", "SELECT CASE WHEN i % 7 <> 3 THEN i END FROM range(10000) t(i)"));
        using var rows = statement.Query(default);
        var i = 0L;
        while (rows.NextChunk())
        {
            for (var row = 0; row < rows.Count; row++, i++) rows[0].ReadAny(row).ShouldBe(i % 7 == 3 ? null : i);
        }

        i.ShouldBe(10_000);
    }

    [Fact]
    public void A_value_is_not_read_as_another_type_nor_beyond_the_chunk()
    {
        using var statement = _connection.Prepare(new SqlFile("test", "SELECT 1 AS one, 'x' AS text, INTERVAL 1 DAY AS gap"));
        using var rows = statement.Query(default);
        rows.NextChunk().ShouldBeTrue();

        Should.Throw<InvalidOperationException>(() => rows[0].ReadInt64(0)).Message.ShouldContain("\"one\" is of type Int32");
        Should.Throw<InvalidOperationException>(() => rows[1].ReadDouble(0));
        Should.Throw<ArgumentOutOfRangeException>(() => rows[0].ReadInt32(1));
        Should.Throw<ArgumentOutOfRangeException>(() => rows[0].IsNull(-1));
        Should.Throw<NotSupportedException>(() => rows[2].ReadAny(0)).Message.ShouldContain("cast it in the SQL");
    }

    [Fact]
    public void A_number_or_time_that_dotnet_cannot_say_is_an_error_and_not_another_number()
    {
        Should.Throw<OverflowException>(() => ReadOne("SELECT CAST(99999999999999999999999999999999999999 AS DECIMAL(38, 0))"));
        Should.Throw<OverflowException>(() => ReadOne("SELECT CAST(170141183460469231731687303715884105727 AS HUGEINT)"));
        Should.Throw<OverflowException>(() => ReadOne("SELECT TIMESTAMP '29000-01-01 00:00:00'"));
        Should.Throw<OverflowException>(() => ReadOne("SELECT CAST('infinity' AS TIMESTAMP)"));
    }

    private object? ReadOne(string sql)
    {
        using var statement = _connection.Prepare(new SqlFile("test", sql));
        using var rows = statement.Query(default);
        rows.NextChunk().ShouldBeTrue();
        var value = rows[0].ReadAny(0);
        rows.NextChunk().ShouldBeFalse();
        return value;
    }
}
