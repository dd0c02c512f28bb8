using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Custos.Store.DuckDb;

/// <summary>Which functions of DuckDB's C API does the binding call? Nothing else in Custos calls native database code.</summary>
/// <remarks>Source: DuckDB's duckdb.h, version 1.5. A <c>byte*</c> is UTF-8; what DuckDB allocates for us is freed by <see cref="duckdb_free"/>.</remarks>
internal static unsafe partial class NativeMethods
{
    public const string Library = "duckdb";

    public const int Success = 0;

    static NativeMethods() => LibraryPath.Register();

    /// <summary>Makes sure that the resolver is registered before the first call.</summary>
    public static void Load() => RuntimeHelpers.RunClassConstructor(typeof(NativeMethods).TypeHandle);

    // Opening.
    [LibraryImport(Library)]
    public static partial byte* duckdb_library_version();

    [LibraryImport(Library)]
    public static partial int duckdb_create_config(out nint config);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int duckdb_set_config(nint config, string name, string option);

    [LibraryImport(Library)]
    public static partial void duckdb_destroy_config(ref nint config);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int duckdb_open_ext(string? path, out nint database, nint config, out byte* error);

    [LibraryImport(Library)]
    public static partial void duckdb_close(ref nint database);

    [LibraryImport(Library)]
    public static partial int duckdb_connect(DatabaseHandle database, out nint connection);

    [LibraryImport(Library)]
    public static partial void duckdb_disconnect(ref nint connection);

    [LibraryImport(Library)]
    public static partial void duckdb_interrupt(ConnectionHandle connection);

    [LibraryImport(Library)]
    public static partial void duckdb_free(void* memory);

    // Statements.
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial ulong duckdb_extract_statements(ConnectionHandle connection, string query, out nint statements);

    [LibraryImport(Library)]
    public static partial int duckdb_prepare_extracted_statement(ConnectionHandle connection, nint statements, ulong index, out nint statement);

    [LibraryImport(Library)]
    public static partial byte* duckdb_extract_statements_error(nint statements);

    [LibraryImport(Library)]
    public static partial void duckdb_destroy_extracted(ref nint statements);

    [LibraryImport(Library)]
    public static partial void duckdb_destroy_prepare(ref nint statement);

    [LibraryImport(Library)]
    public static partial byte* duckdb_prepare_error(StatementHandle statement);

    [LibraryImport(Library)]
    public static partial ulong duckdb_nparams(StatementHandle statement);

    [LibraryImport(Library)]
    public static partial int duckdb_clear_bindings(StatementHandle statement);

    [LibraryImport(Library)]
    public static partial int duckdb_bind_null(StatementHandle statement, ulong index);

    [LibraryImport(Library)]
    public static partial int duckdb_bind_boolean(StatementHandle statement, ulong index, byte value);

    [LibraryImport(Library)]
    public static partial int duckdb_bind_int64(StatementHandle statement, ulong index, long value);

    [LibraryImport(Library)]
    public static partial int duckdb_bind_double(StatementHandle statement, ulong index, double value);

    [LibraryImport(Library)]
    public static partial int duckdb_bind_timestamp(StatementHandle statement, ulong index, long microseconds);

    [LibraryImport(Library)]
    public static partial int duckdb_bind_varchar_length(StatementHandle statement, ulong index, byte* value, ulong length);

    [LibraryImport(Library)]
    public static partial int duckdb_bind_blob(StatementHandle statement, ulong index, byte* value, ulong length);

    [LibraryImport(Library)]
    public static partial int duckdb_bind_value(StatementHandle statement, ulong index, nint value);

    [LibraryImport(Library)]
    public static partial nint duckdb_create_uuid(NativeWide value);

    [LibraryImport(Library)]
    public static partial nint duckdb_create_varchar_length(byte* text, ulong length);

    [LibraryImport(Library)]
    public static partial nint duckdb_create_list_value(nint type, nint* values, ulong count);

    [LibraryImport(Library)]
    public static partial void duckdb_destroy_value(ref nint value);

    // Execution.
    [LibraryImport(Library)]
    public static partial int duckdb_execute_prepared(StatementHandle statement, NativeResult* result);

    [LibraryImport(Library)]
    public static partial int duckdb_pending_prepared_streaming(StatementHandle statement, out nint pending);

    [LibraryImport(Library)]
    public static partial int duckdb_execute_pending(nint pending, NativeResult* result);

    [LibraryImport(Library)]
    public static partial byte* duckdb_pending_error(nint pending);

    [LibraryImport(Library)]
    public static partial void duckdb_destroy_pending(ref nint pending);

    [LibraryImport(Library)]
    public static partial byte* duckdb_result_error(NativeResult* result);

    [LibraryImport(Library)]
    public static partial int duckdb_result_error_type(NativeResult* result);

    [LibraryImport(Library)]
    public static partial void duckdb_destroy_result(NativeResult* result);

    [LibraryImport(Library)]
    public static partial ulong duckdb_rows_changed(NativeResult* result);

    [LibraryImport(Library)]
    public static partial ulong duckdb_column_count(NativeResult* result);

    [LibraryImport(Library)]
    public static partial byte* duckdb_column_name(NativeResult* result, ulong column);

    [LibraryImport(Library)]
    public static partial nint duckdb_column_logical_type(NativeResult* result, ulong column);

    // Types.
    [LibraryImport(Library)]
    public static partial nint duckdb_create_logical_type(ColumnType type);

    [LibraryImport(Library)]
    public static partial ColumnType duckdb_get_type_id(nint logicalType);

    [LibraryImport(Library)]
    public static partial byte duckdb_decimal_scale(nint logicalType);

    [LibraryImport(Library)]
    public static partial ColumnType duckdb_decimal_internal_type(nint logicalType);

    [LibraryImport(Library)]
    public static partial nint duckdb_list_type_child_type(nint logicalType);

    [LibraryImport(Library)]
    public static partial void duckdb_destroy_logical_type(ref nint logicalType);

    // Chunks of rows.
    [LibraryImport(Library)]
    public static partial nint duckdb_fetch_chunk(NativeResult result);

    [LibraryImport(Library)]
    public static partial nint duckdb_create_data_chunk(nint* logicalTypes, ulong count);

    [LibraryImport(Library)]
    public static partial void duckdb_data_chunk_reset(nint chunk);

    [LibraryImport(Library)]
    public static partial void duckdb_data_chunk_set_size(nint chunk, ulong size);

    [LibraryImport(Library)]
    public static partial ulong duckdb_data_chunk_get_size(nint chunk);

    [LibraryImport(Library)]
    public static partial nint duckdb_data_chunk_get_vector(nint chunk, ulong column);

    [LibraryImport(Library)]
    public static partial void duckdb_destroy_data_chunk(ref nint chunk);

    [LibraryImport(Library)]
    public static partial ulong duckdb_vector_size();

    [LibraryImport(Library)]
    public static partial void* duckdb_vector_get_data(nint vector);

    [LibraryImport(Library)]
    public static partial ulong* duckdb_vector_get_validity(nint vector);

    [LibraryImport(Library)]
    public static partial void duckdb_vector_ensure_validity_writable(nint vector);

    [LibraryImport(Library)]
    public static partial void duckdb_unsafe_vector_assign_string_element_len(nint vector, ulong row, byte* text, ulong length);

    [LibraryImport(Library)]
    public static partial nint duckdb_list_vector_get_child(nint vector);

    // Appending.
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int duckdb_appender_create(ConnectionHandle connection, string? schema, string table, out nint appender);

    [LibraryImport(Library)]
    public static partial ulong duckdb_appender_column_count(AppenderHandle appender);

    [LibraryImport(Library)]
    public static partial nint duckdb_appender_column_type(AppenderHandle appender, ulong column);

    [LibraryImport(Library)]
    public static partial int duckdb_append_data_chunk(AppenderHandle appender, nint chunk);

    [LibraryImport(Library)]
    public static partial int duckdb_appender_flush(AppenderHandle appender);

    [LibraryImport(Library)]
    public static partial int duckdb_appender_clear(AppenderHandle appender);

    [LibraryImport(Library)]
    public static partial nint duckdb_appender_error_data(AppenderHandle appender);

    [LibraryImport(Library)]
    public static partial byte* duckdb_error_data_message(nint error);

    [LibraryImport(Library)]
    public static partial void duckdb_destroy_error_data(ref nint error);

    [LibraryImport(Library)]
    public static partial int duckdb_appender_destroy(ref nint appender);

    /// <summary>DuckDB's result as it lies in memory; the first five fields are for callers of an older interface.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct NativeResult
    {
        public ulong UnusedColumnCount;
        public ulong UnusedRowCount;
        public ulong UnusedRowsChanged;
        public nint UnusedColumns;
        public nint UnusedError;
        public nint Inside;
    }

    /// <summary>128 bits. Not <see cref="UInt128"/>, which some processors pass in other registers than this pair.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct NativeWide
    {
        public ulong Lower;
        public ulong Upper;
    }
}
