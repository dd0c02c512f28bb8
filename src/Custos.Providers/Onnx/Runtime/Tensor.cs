using System.Runtime.InteropServices;

namespace Custos.Providers.Onnx.Runtime;

/// <summary>What does a tensor hold? ONNX's own numbers of element types.</summary>
/// <remarks>Source: <c>TensorProto.DataType</c> of onnx.proto.</remarks>
internal enum ElementType
{
    Float = 1,
    Int32 = 6,
    Int64 = 7,
    Boolean = 9,
    Float16 = 10,
    Double = 11,
}

/// <summary>Which values stand in which shape?</summary>
/// <param name="Type">Of the elements.</param>
/// <param name="Values">An array of that type, the last dimension running fastest.</param>
/// <param name="Shape">The dimensions.</param>
internal sealed record Tensor(ElementType Type, Array Values, long[] Shape)
{
    public static Tensor Of(long[] values, params long[] shape) => new(ElementType.Int64, values, shape);

    public static Tensor Of(int[] values, params long[] shape) => new(ElementType.Int32, values, shape);

    public static Tensor Of(float[] values, params long[] shape) => new(ElementType.Float, values, shape);

    public static Tensor Of(double[] values, params long[] shape) => new(ElementType.Double, values, shape);

    /// <summary>Whole numbers in the type that a model asks for.</summary>
    public static Tensor OfIntegers(ElementType type, long[] values, params long[] shape) => type == ElementType.Int32 ? Of(Array.ConvertAll(values, value => (int)value), shape) : Of(values, shape);

    /// <summary>The values as doubles; exact.</summary>
    public double[] ToDoubles() => Values switch
    {
        float[] values => Array.ConvertAll(values, value => (double)value),
        Half[] values => Array.ConvertAll(values, value => (double)value),
        double[] values => values,
        _ => throw new InvalidOperationException($"A tensor of {Type} holds no scores."),
    };

    /// <summary>A copy of what lies in native memory.</summary>
    /// <exception cref="OnnxRuntimeException">The type is one that no classifier answers with.</exception>
    public static unsafe Tensor Copy(ElementType type, void* start, long[] shape)
    {
        var count = checked((int)shape.Aggregate(1L, (product, size) => product * size));
        return type switch
        {
            ElementType.Float => new Tensor(type, new ReadOnlySpan<float>(start, count).ToArray(), shape),
            ElementType.Float16 => new Tensor(type, new ReadOnlySpan<Half>(start, count).ToArray(), shape),
            ElementType.Double => new Tensor(type, new ReadOnlySpan<double>(start, count).ToArray(), shape),
            ElementType.Int64 => new Tensor(type, new ReadOnlySpan<long>(start, count).ToArray(), shape),
            ElementType.Int32 => new Tensor(type, new ReadOnlySpan<int>(start, count).ToArray(), shape),
            _ => throw new OnnxRuntimeException($"An output of element type {type} cannot be read."),
        };
    }

    /// <summary>How many bytes the values take.</summary>
    public int Bytes => Buffer.ByteLength(Values);

    /// <summary>Keeps the values where they are, for native code to read.</summary>
    public GCHandle Pin() => GCHandle.Alloc(Values, GCHandleType.Pinned);
}
