using System.Runtime.InteropServices;
using System.Text;
using Custos.Records;

namespace Custos.Providers.Onnx.Runtime;

/// <summary>Which functions of ONNX Runtime's C interface does the binding call? Nothing else in Custos calls it.</summary>
/// <remarks>
/// Source: the order of <c>struct OrtApi</c> in ONNX Runtime's <c>onnxruntime_c_api.h</c>, to which functions are only ever added at the end.
/// A <c>byte*</c> is NUL-terminated UTF-8. Every function but those that release answers with a status, null for success.
/// </remarks>
internal static unsafe class OrtApi
{
    // Older than the library that is fetched, so that a user's own library of 1.14 and later will do as well.
    private const uint ApiVersion = 14;

    // Tried again after a failure: 'custos setup onnx' may have run meanwhile.
    private static readonly Lazy<nint[]> Loaded = new(Load, LazyThreadSafetyMode.PublicationOnly);

    public static delegate* unmanaged<nint, byte*> GetErrorMessage => (delegate* unmanaged<nint, byte*>)Functions[2];

    public static delegate* unmanaged<int, byte*, nint*, nint> CreateEnv => (delegate* unmanaged<int, byte*, nint*, nint>)Functions[3];

    public static delegate* unmanaged<nint, nint> DisableTelemetryEvents => (delegate* unmanaged<nint, nint>)Functions[6];

    public static delegate* unmanaged<nint, void*, nuint, nint, nint*, nint> CreateSessionFromArray => (delegate* unmanaged<nint, void*, nuint, nint, nint*, nint>)Functions[8];

    public static delegate* unmanaged<nint, nint, byte**, nint*, nuint, byte**, nuint, nint*, nint> Run =>
        (delegate* unmanaged<nint, nint, byte**, nint*, nuint, byte**, nuint, nint*, nint>)Functions[9];

    public static delegate* unmanaged<nint*, nint> CreateSessionOptions => (delegate* unmanaged<nint*, nint>)Functions[10];

    public static delegate* unmanaged<nint, int, nint> SetSessionExecutionMode => (delegate* unmanaged<nint, int, nint>)Functions[13];

    public static delegate* unmanaged<nint, int, nint> SetSessionLogSeverityLevel => (delegate* unmanaged<nint, int, nint>)Functions[22];

    public static delegate* unmanaged<nint, int, nint> SetIntraOpNumThreads => (delegate* unmanaged<nint, int, nint>)Functions[24];

    public static delegate* unmanaged<nint, int, nint> SetInterOpNumThreads => (delegate* unmanaged<nint, int, nint>)Functions[25];

    public static delegate* unmanaged<nint, nuint*, nint> SessionGetInputCount => (delegate* unmanaged<nint, nuint*, nint>)Functions[30];

    public static delegate* unmanaged<nint, nuint*, nint> SessionGetOutputCount => (delegate* unmanaged<nint, nuint*, nint>)Functions[31];

    public static delegate* unmanaged<nint, nuint, nint*, nint> SessionGetInputTypeInfo => (delegate* unmanaged<nint, nuint, nint*, nint>)Functions[33];

    public static delegate* unmanaged<nint, nuint, nint*, nint> SessionGetOutputTypeInfo => (delegate* unmanaged<nint, nuint, nint*, nint>)Functions[34];

    public static delegate* unmanaged<nint, nuint, nint, byte**, nint> SessionGetInputName => (delegate* unmanaged<nint, nuint, nint, byte**, nint>)Functions[36];

    public static delegate* unmanaged<nint, nuint, nint, byte**, nint> SessionGetOutputName => (delegate* unmanaged<nint, nuint, nint, byte**, nint>)Functions[37];

    public static delegate* unmanaged<nint*, nint> CreateRunOptions => (delegate* unmanaged<nint*, nint>)Functions[39];

    public static delegate* unmanaged<nint, nint> RunOptionsSetTerminate => (delegate* unmanaged<nint, nint>)Functions[46];

    public static delegate* unmanaged<nint, void*, nuint, long*, nuint, int, nint*, nint> CreateTensorWithDataAsOrtValue =>
        (delegate* unmanaged<nint, void*, nuint, long*, nuint, int, nint*, nint>)Functions[49];

    public static delegate* unmanaged<nint, void**, nint> GetTensorMutableData => (delegate* unmanaged<nint, void**, nint>)Functions[51];

    public static delegate* unmanaged<nint, nint*, nint> CastTypeInfoToTensorInfo => (delegate* unmanaged<nint, nint*, nint>)Functions[55];

    public static delegate* unmanaged<nint, int*, nint> GetTensorElementType => (delegate* unmanaged<nint, int*, nint>)Functions[60];

    public static delegate* unmanaged<nint, nuint*, nint> GetDimensionsCount => (delegate* unmanaged<nint, nuint*, nint>)Functions[61];

    public static delegate* unmanaged<nint, long*, nuint, nint> GetDimensions => (delegate* unmanaged<nint, long*, nuint, nint>)Functions[62];

    public static delegate* unmanaged<nint, nint*, nint> GetTensorTypeAndShape => (delegate* unmanaged<nint, nint*, nint>)Functions[65];

    public static delegate* unmanaged<int, int, nint*, nint> CreateCpuMemoryInfo => (delegate* unmanaged<int, int, nint*, nint>)Functions[69];

    public static delegate* unmanaged<nint, void*, nint> AllocatorFree => (delegate* unmanaged<nint, void*, nint>)Functions[76];

    public static delegate* unmanaged<nint*, nint> GetAllocatorWithDefaultOptions => (delegate* unmanaged<nint*, nint>)Functions[78];

    public static delegate* unmanaged<nint, void> ReleaseStatus => (delegate* unmanaged<nint, void>)Functions[93];

    public static delegate* unmanaged<nint, void> ReleaseMemoryInfo => (delegate* unmanaged<nint, void>)Functions[94];

    public static delegate* unmanaged<nint, void> ReleaseSession => (delegate* unmanaged<nint, void>)Functions[95];

    public static delegate* unmanaged<nint, void> ReleaseValue => (delegate* unmanaged<nint, void>)Functions[96];

    public static delegate* unmanaged<nint, void> ReleaseRunOptions => (delegate* unmanaged<nint, void>)Functions[97];

    public static delegate* unmanaged<nint, void> ReleaseTypeInfo => (delegate* unmanaged<nint, void>)Functions[98];

    public static delegate* unmanaged<nint, void> ReleaseTensorTypeAndShapeInfo => (delegate* unmanaged<nint, void>)Functions[99];

    public static delegate* unmanaged<nint, void> ReleaseSessionOptions => (delegate* unmanaged<nint, void>)Functions[100];

    public static delegate* unmanaged<nint, byte*, byte*, nint> AddSessionConfigEntry => (delegate* unmanaged<nint, byte*, byte*, nint>)Functions[130];

    private static nint[] Functions => Loaded.Value;

    /// <summary>Turns a status into an exception, and frees it.</summary>
    /// <exception cref="OnnxRuntimeException">The status is one of failure.</exception>
    public static void Check(nint status)
    {
        if (status == 0) return;
        var message = TextOf(GetErrorMessage(status));
        ReleaseStatus(status);
        throw new OnnxRuntimeException(message);
    }

    public static string TextOf(byte* text) => Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text));

    private static nint[] Load()
    {
        var library = RuntimeLibrary.Load();
        if (!NativeLibrary.TryGetExport(library, "OrtGetApiBase", out var entry)) throw NotTheLibrary();

        // The base is a struct of two functions, of which the first gives the API of a version.
        var start = ((delegate* unmanaged<nint*>)entry)();
        var api = ((delegate* unmanaged<uint, nint*>)start[0])(ApiVersion);
        if (api == null) throw NotTheLibrary();
        return new ReadOnlySpan<nint>(api, 131).ToArray();
    }

    private static BadInputException NotTheLibrary() => new("What lies there is not ONNX Runtime 1.14 or later.", "Fetch it with './custos setup onnx'.", RuntimeLibrary.Find());
}
