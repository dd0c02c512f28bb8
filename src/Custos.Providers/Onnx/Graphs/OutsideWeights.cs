namespace Custos.Providers.Onnx.Graphs;

/// <summary>Does an ONNX file keep weights in other files? Those would be no part of what was checked.</summary>
/// <remarks>Field numbers: onnx.proto. Reads the structure alone, in one pass.</remarks>
internal static class OutsideWeights
{
    // Graphs stand in graphs where a model branches; nobody nests them this deep.
    private const int DeepestGraph = 32;
    private const int External = 1;

    public static bool Any(ReadOnlySpan<byte> model)
    {
        var reader = new WireReader(model);
        while (reader.Read())
        {
            if (reader.Field == 7 && InGraph(reader.Bytes, 0)) return true;
        }

        return false;
    }

    private static bool InGraph(ReadOnlySpan<byte> graph, int depth)
    {
        if (depth > DeepestGraph) return true;
        var reader = new WireReader(graph);
        while (reader.Read())
        {
            if (reader.Field == 1 && InNode(reader.Bytes, depth)) return true;
            if (reader.Field == 5 && InTensor(reader.Bytes)) return true;
        }

        return false;
    }

    private static bool InNode(ReadOnlySpan<byte> node, int depth)
    {
        var reader = new WireReader(node);
        while (reader.Read())
        {
            if (reader.Field == 5 && InAttribute(reader.Bytes, depth)) return true;
        }

        return false;
    }

    private static bool InAttribute(ReadOnlySpan<byte> attribute, int depth)
    {
        var reader = new WireReader(attribute);
        while (reader.Read())
        {
            if (reader.Field is 5 or 10 && InTensor(reader.Bytes)) return true;
            if (reader.Field is 6 or 11 && InGraph(reader.Bytes, depth + 1)) return true;
        }

        return false;
    }

    private static bool InTensor(ReadOnlySpan<byte> tensor)
    {
        var reader = new WireReader(tensor);
        while (reader.Read())
        {
            if (reader.Field == 13 || (reader.Field == 14 && reader.Number == External)) return true;
        }

        return false;
    }
}
