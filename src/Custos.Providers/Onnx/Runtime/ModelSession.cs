using System.Runtime.InteropServices;
using System.Text;

namespace Custos.Providers.Onnx.Runtime;

/// <summary>What does a model answer to these tensors? A graph that is loaded, with a bounded number of threads.</summary>
/// <remarks>Thread-safe: runs may overlap. With the same number of threads and the same shapes the same bytes come out.</remarks>
internal sealed unsafe class ModelSession : IDisposable
{
    private const int FatalOnly = 4;
    private const int DeviceAllocator = 0;
    private const int DefaultMemory = 0;
    private const int OneAfterTheOther = 0;

    // One environment for the process, as ONNX Runtime wants it; it is never freed.
    private static readonly Lazy<nint> Environment = new(CreateEnvironment);
    private static readonly Lazy<nint> Memory = new(CreateMemoryInfo);

    private readonly SessionHandle _session;

    private ModelSession(SessionHandle session)
    {
        _session = session;
        Inputs = Ports(OrtApi.SessionGetInputCount, OrtApi.SessionGetInputName, OrtApi.SessionGetInputTypeInfo);
        Outputs = Ports(OrtApi.SessionGetOutputCount, OrtApi.SessionGetOutputName, OrtApi.SessionGetOutputTypeInfo);
    }

    public IReadOnlyList<ModelPort> Inputs { get; }

    public IReadOnlyList<ModelPort> Outputs { get; }

    /// <param name="model">The bytes of an ONNX file, which are not needed afterwards.</param>
    /// <param name="threads">How many threads one run may use, at least 1.</param>
    /// <exception cref="OnnxRuntimeException">The bytes are no model, or one that this version of the runtime cannot run.</exception>
    /// <exception cref="Records.BadInputException">The native library is missing.</exception>
    public static ModelSession Open(ReadOnlySpan<byte> model, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        nint options;
        OrtApi.Check(OrtApi.CreateSessionOptions(&options));
        using var held = new SessionOptionsHandle(options);
        OrtApi.Check(OrtApi.SetIntraOpNumThreads(options, threads));
        OrtApi.Check(OrtApi.SetInterOpNumThreads(options, 1));
        OrtApi.Check(OrtApi.SetSessionExecutionMode(options, OneAfterTheOther));
        OrtApi.Check(OrtApi.SetSessionLogSeverityLevel(options, FatalOnly));

        // A thread that spins while it waits takes the processor from the decisions beside it.
        fixed (byte* key = "session.intra_op.allow_spinning\0"u8)
        fixed (byte* no = "0\0"u8) OrtApi.Check(OrtApi.AddSessionConfigEntry(options, key, no));
        nint session;
        fixed (byte* start = model) OrtApi.Check(OrtApi.CreateSessionFromArray(Environment.Value, start, (nuint)model.Length, options, &session));
        return new ModelSession(new SessionHandle(session));
    }

    /// <summary>Runs the graph and copies one of its outputs.</summary>
    /// <param name="inputs">By the names of <see cref="Inputs"/>.</param>
    /// <param name="output">One of <see cref="Outputs"/>.</param>
    /// <param name="stop">Ends the run early; null where nothing does.</param>
    /// <exception cref="OnnxRuntimeException">The inputs do not fit the graph, or the run was stopped.</exception>
    public Tensor Run(IReadOnlyList<(string Name, Tensor Value)> inputs, string output, RunStop? stop = null)
    {
        var pins = new List<GCHandle>(inputs.Count + 8);
        var values = new List<ValueHandle>(inputs.Count + 1);
        try
        {
            var names = stackalloc byte*[inputs.Count];
            var native = stackalloc nint[inputs.Count];
            for (var i = 0; i < inputs.Count; i++)
            {
                values.Add(Wrap(inputs[i].Value, pins));
                native[i] = values[i].Value;
                names[i] = Name(inputs[i].Name, pins);
            }

            var outputName = Name(output, pins);
            nint answer = 0;
            OrtApi.Check(OrtApi.Run(_session.Value, stop?.Value ?? 0, names, native, (nuint)inputs.Count, &outputName, 1, &answer));
            values.Add(new ValueHandle(answer));
            return Read(answer);
        }
        finally
        {
            foreach (var value in values) value.Dispose();
            foreach (var pin in pins) pin.Free();
            GC.KeepAlive(this);
        }
    }

    public void Dispose() => _session.Dispose();

    private static ValueHandle Wrap(Tensor tensor, List<GCHandle> pins)
    {
        var pin = tensor.Pin();
        pins.Add(pin);
        nint value;
        fixed (long* shape = tensor.Shape)
        {
            OrtApi.Check(OrtApi.CreateTensorWithDataAsOrtValue(Memory.Value, (void*)pin.AddrOfPinnedObject(), (nuint)tensor.Bytes, shape, (nuint)tensor.Shape.Length, (int)tensor.Type, &value));
        }

        return new ValueHandle(value);
    }

    private static byte* Name(string text, List<GCHandle> pins)
    {
        var pin = GCHandle.Alloc(Encoding.UTF8.GetBytes(text + '\0'), GCHandleType.Pinned);
        pins.Add(pin);
        return (byte*)pin.AddrOfPinnedObject();
    }

    private static Tensor Read(nint value)
    {
        nint info;
        OrtApi.Check(OrtApi.GetTensorTypeAndShape(value, &info));
        using var held = new ShapeHandle(info);
        var (type, shape) = ShapeOf(info);
        void* start;
        OrtApi.Check(OrtApi.GetTensorMutableData(value, &start));
        return Tensor.Copy(type, start, shape);
    }

    private static (ElementType Type, long[] Shape) ShapeOf(nint info)
    {
        int type;
        nuint count;
        OrtApi.Check(OrtApi.GetTensorElementType(info, &type));
        OrtApi.Check(OrtApi.GetDimensionsCount(info, &count));
        var shape = new long[count];
        fixed (long* start = shape) OrtApi.Check(OrtApi.GetDimensions(info, start, count));
        return ((ElementType)type, shape);
    }

    private ModelPort[] Ports(
        delegate* unmanaged<nint, nuint*, nint> countOf,
        delegate* unmanaged<nint, nuint, nint, byte**, nint> nameOf,
        delegate* unmanaged<nint, nuint, nint*, nint> typeOf)
    {
        nuint count;
        nint allocator;
        OrtApi.Check(countOf(_session.Value, &count));
        OrtApi.Check(OrtApi.GetAllocatorWithDefaultOptions(&allocator));
        var ports = new ModelPort[count];
        for (nuint i = 0; i < count; i++)
        {
            byte* name;
            OrtApi.Check(nameOf(_session.Value, i, allocator, &name));
            var text = OrtApi.TextOf(name);
            OrtApi.Check(OrtApi.AllocatorFree(allocator, name));
            nint type;
            OrtApi.Check(typeOf(_session.Value, i, &type));
            using var held = new TypeHandle(type);
            nint info;
            OrtApi.Check(OrtApi.CastTypeInfoToTensorInfo(type, &info));

            // Null for what is no tensor (a sequence, a map), which no classifier takes or answers with.
            var (element, shape) = info == 0 ? (default, []) : ShapeOf(info);
            ports[i] = new ModelPort(text, element, shape);
        }

        return ports;
    }

    private static nint CreateEnvironment()
    {
        nint environment;
        fixed (byte* name = "custos\0"u8) OrtApi.Check(OrtApi.CreateEnv(FatalOnly, name, &environment));
        OrtApi.Check(OrtApi.DisableTelemetryEvents(environment));
        return environment;
    }

    private static nint CreateMemoryInfo()
    {
        nint memory;
        OrtApi.Check(OrtApi.CreateCpuMemoryInfo(DeviceAllocator, DefaultMemory, &memory));
        return memory;
    }
}
