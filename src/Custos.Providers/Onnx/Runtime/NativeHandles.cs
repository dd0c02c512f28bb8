using System.Runtime.InteropServices;

namespace Custos.Providers.Onnx.Runtime;

/// <summary>Which native objects are open? Each is freed once, by Dispose or at the latest by the finaliser.</summary>
internal abstract class OrtHandle : SafeHandle
{
    private static long _live;

    protected OrtHandle(nint value)
        : base(0, ownsHandle: true)
    {
        SetHandle(value);
        Interlocked.Increment(ref _live);
    }

    /// <summary>How many native objects are open in this process now.</summary>
    public static long Live => Interlocked.Read(ref _live);

    public override bool IsInvalid => handle == 0;

    public nint Value => handle;

    protected abstract void Free();

    protected sealed override bool ReleaseHandle()
    {
        Free();
        Interlocked.Decrement(ref _live);
        return true;
    }
}

internal sealed unsafe class SessionHandle(nint value) : OrtHandle(value)
{
    protected override void Free() => OrtApi.ReleaseSession(handle);
}

internal sealed unsafe class SessionOptionsHandle(nint value) : OrtHandle(value)
{
    protected override void Free() => OrtApi.ReleaseSessionOptions(handle);
}

internal sealed unsafe class ValueHandle(nint value) : OrtHandle(value)
{
    protected override void Free() => OrtApi.ReleaseValue(handle);
}

internal sealed unsafe class RunOptionsHandle(nint value) : OrtHandle(value)
{
    protected override void Free() => OrtApi.ReleaseRunOptions(handle);
}

internal sealed unsafe class TypeHandle(nint value) : OrtHandle(value)
{
    protected override void Free() => OrtApi.ReleaseTypeInfo(handle);
}

internal sealed unsafe class ShapeHandle(nint value) : OrtHandle(value)
{
    protected override void Free() => OrtApi.ReleaseTensorTypeAndShapeInfo(handle);
}
