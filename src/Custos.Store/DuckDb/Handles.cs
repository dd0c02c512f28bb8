using System.Runtime.InteropServices;

namespace Custos.Store.DuckDb;

/// <summary>Which native objects are open? Each is freed once, by Dispose or at the latest by the finaliser.</summary>
/// <remarks>In any order: DuckDB counts the references from a result to its connection and from a connection to its database.</remarks>
internal abstract class NativeHandle : SafeHandle
{
    private static long _live;

    protected NativeHandle(nint value)
        : base(0, ownsHandle: true)
    {
        SetHandle(value);
        if (value != 0) Interlocked.Increment(ref _live);
    }

    /// <summary>How many native objects are open in this process now.</summary>
    public static long Live => Interlocked.Read(ref _live);

    public override bool IsInvalid => handle == 0;

    protected abstract void Free();

    protected sealed override bool ReleaseHandle()
    {
        Free();
        Interlocked.Decrement(ref _live);
        return true;
    }
}

internal sealed class DatabaseHandle(nint value) : NativeHandle(value)
{
    protected override void Free() => NativeMethods.duckdb_close(ref handle);
}

internal sealed class ConnectionHandle(nint value) : NativeHandle(value)
{
    protected override void Free() => NativeMethods.duckdb_disconnect(ref handle);
}

internal sealed class StatementHandle(nint value) : NativeHandle(value)
{
    protected override void Free() => NativeMethods.duckdb_destroy_prepare(ref handle);
}

internal sealed class AppenderHandle(nint value) : NativeHandle(value)
{
    // The answer says whether rows were left to write; whoever wanted them written has flushed before.
    protected override void Free() => _ = NativeMethods.duckdb_appender_destroy(ref handle);
}

internal sealed class ChunkHandle(nint value) : NativeHandle(value)
{
    public nint Value => handle;

    protected override void Free() => NativeMethods.duckdb_destroy_data_chunk(ref handle);
}

internal sealed class LogicalTypeHandle(nint value) : NativeHandle(value)
{
    public nint Value => handle;

    protected override void Free() => NativeMethods.duckdb_destroy_logical_type(ref handle);
}

internal sealed unsafe class ResultHandle() : NativeHandle((nint)NativeMemory.AllocZeroed((nuint)sizeof(NativeMethods.NativeResult)))
{
    public NativeMethods.NativeResult* Value => (NativeMethods.NativeResult*)handle;

    protected override void Free()
    {
        NativeMethods.duckdb_destroy_result(Value);
        NativeMemory.Free(Value);
    }
}
