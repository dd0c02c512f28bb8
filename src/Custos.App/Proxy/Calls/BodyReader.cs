using Custos.App.Api;

namespace Custos.App.Proxy.Calls;

/// <summary>All bytes of a body, of bounded size.</summary>
internal static class BodyReader
{
    /// <exception cref="ProblemException">It is larger than allowed.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream body, int mostBytes, CancellationToken cancellationToken) =>
        await TryReadAsync(body, mostBytes, cancellationToken) ?? throw new ProblemException(Problem.TooLarge($"The body is larger than {mostBytes} bytes."));

    /// <summary>Null where it is larger than allowed.</summary>
    public static async Task<ReadOnlyMemory<byte>?> TryReadAsync(Stream body, int mostBytes, CancellationToken cancellationToken)
    {
        var bytes = new byte[4096];
        var length = 0;
        while (true)
        {
            if (length == bytes.Length)
            {
                if (length >= mostBytes && await body.ReadAsync(new byte[1], cancellationToken) > 0) return null;
                if (length >= mostBytes) break;
                Array.Resize(ref bytes, (int)Math.Min(bytes.Length * 2L, mostBytes));
            }

            var read = await body.ReadAsync(bytes.AsMemory(length), cancellationToken);
            if (read == 0) break;
            length += read;
        }

        return bytes.AsMemory(0, length);
    }
}
