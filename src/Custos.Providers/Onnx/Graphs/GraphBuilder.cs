using System.Globalization;
using Custos.Providers.Onnx.Runtime;

namespace Custos.Providers.Onnx.Graphs;

/// <summary>Which ONNX file computes this? Operators are added one after the other, each naming what it reads.</summary>
/// <remarks>Field numbers: onnx.proto of ONNX 1.14 (IR version 8). The same calls give the same bytes.</remarks>
internal sealed class GraphBuilder(string name)
{
    private const int IrVersion = 8;
    private const int OperatorSet = 17;

    private readonly WireWriter _nodes = new();
    private readonly WireWriter _constants = new();
    private readonly WireWriter _ports = new();
    private readonly List<(string Key, string Value)> _properties = [];
    private int _named;

    /// <summary>What the graph takes.</summary>
    /// <param name="input">Its name.</param>
    /// <param name="type">Of its elements.</param>
    /// <param name="shape">Numbers for sizes that are fixed, names for those that are not.</param>
    public string Input(string input, ElementType type, params object[] shape)
    {
        _ports.Message(11, Port(input, type, shape));
        return input;
    }

    /// <summary>What the graph answers with.</summary>
    /// <param name="output">The name of something that was computed.</param>
    /// <param name="type">Of its elements.</param>
    /// <param name="shape">As for inputs.</param>
    public void Output(string output, ElementType type, params object[] shape) => _ports.Message(12, Port(output, type, shape));

    /// <summary>A tensor that is part of the file.</summary>
    public string Constant(Tensor tensor)
    {
        var constant = NextName("constant");
        _constants.Message(5, TensorOf(tensor, constant));
        return constant;
    }

    /// <summary>One operator with one output.</summary>
    /// <param name="operation">As ONNX names it.</param>
    /// <param name="inputs">What it reads.</param>
    /// <param name="attributes">Whole numbers, lists of them, or floats.</param>
    /// <returns>The name of its output.</returns>
    public string Add(string operation, string[] inputs, params (string Name, object Value)[] attributes) => AddAs(NextName(operation), operation, inputs, attributes);

    /// <summary>Likewise, under a name of the caller's.</summary>
    /// <returns>That name.</returns>
    public string AddAs(string output, string operation, string[] inputs, params (string Name, object Value)[] attributes)
    {
        var node = new WireWriter();
        foreach (var input in inputs) node.Text(1, input);
        node.Text(2, output).Text(4, operation);
        foreach (var (attribute, value) in attributes) node.Message(5, AttributeOf(attribute, value));
        _nodes.Message(1, node);
        return output;
    }

    /// <summary>A line for whoever looks into the file.</summary>
    public void Property(string key, string value) => _properties.Add((key, value));

    /// <summary>The whole file.</summary>
    public byte[] ToModel()
    {
        var model = new WireWriter()
            .Integer(1, IrVersion)
            .Text(2, "Custos")
            .Text(3, typeof(GraphBuilder).Assembly.GetName().Version!.ToString(3))
            .Bytes(7, [.. _nodes.Written, .. new WireWriter().Text(2, name).Written, .. _constants.Written, .. _ports.Written])
            .Message(8, new WireWriter().Text(1, "").Integer(2, OperatorSet));
        foreach (var (key, value) in _properties) model.Message(14, new WireWriter().Text(1, key).Text(2, value));
        return model.Written.ToArray();
    }

    private string NextName(string what) => string.Create(CultureInfo.InvariantCulture, $"{what}_{++_named}");

    private static WireWriter Port(string port, ElementType type, object[] shape)
    {
        var dimensions = new WireWriter();
        foreach (var size in shape)
        {
            dimensions.Message(1, size is string any ? new WireWriter().Text(2, any) : new WireWriter().Integer(1, Convert.ToInt64(size, CultureInfo.InvariantCulture)));
        }

        var tensor = new WireWriter().Integer(1, (int)type).Message(2, dimensions);
        return new WireWriter().Text(1, port).Message(2, new WireWriter().Message(1, tensor));
    }

    private static WireWriter TensorOf(Tensor tensor, string constant)
    {
        var message = new WireWriter();
        foreach (var size in tensor.Shape) message.Integer(1, size);
        var bytes = new byte[tensor.Bytes];
        Buffer.BlockCopy(tensor.Values, 0, bytes, 0, bytes.Length);
        return message.Integer(2, (int)tensor.Type).Text(8, constant).Bytes(9, bytes);
    }

    private static WireWriter AttributeOf(string attribute, object value)
    {
        const int ofFloat = 1, ofInteger = 2, ofIntegers = 7;
        var message = new WireWriter().Text(1, attribute);
        switch (value)
        {
            case float real:
                return message.Float(2, real).Integer(20, ofFloat);
            case long[] list:
                foreach (var item in list) message.Integer(8, item);
                return message.Integer(20, ofIntegers);
            default:
                return message.Integer(3, Convert.ToInt64(value, CultureInfo.InvariantCulture)).Integer(20, ofInteger);
        }
    }
}
