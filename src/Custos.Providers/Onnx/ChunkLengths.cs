namespace Custos.Providers.Onnx;

/// <summary>To which length is a chunk filled up, so that it can be scored together with others?</summary>
/// <remarks>A length depends on the chunk's own tokens alone, so that its score does not depend on what it is scored with. About an eighth is wasted at most beyond 64 tokens.</remarks>
internal static class ChunkLengths
{
    public static int Of(int tokens, int maxTokens)
    {
        var step = tokens switch { <= 64 => 8, <= 128 => 16, <= 256 => 32, _ => 64 };
        return Math.Min((tokens + step - 1) / step * step, Math.Max(maxTokens, tokens));
    }
}
