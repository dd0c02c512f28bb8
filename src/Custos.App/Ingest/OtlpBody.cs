using System.Buffers;
using Custos.App.Api;
using Custos.App.Inputs;
using Custos.App.Proxy;
using Custos.Ingest;
using Microsoft.AspNetCore.Http.Features;

namespace Custos.App.Ingest;

/// <summary>The bytes of a request, decompressed, in a pooled buffer that a budget knows of.</summary>
internal sealed class OtlpBody : IDisposable
{
    private const int First = 64 * 1024;

    // What is over our own limit is refused unread; up to this size the rest is then read and dropped, so that its sender sees the answer.
    private const long Discarded = 2L * OtlpRequest.MostBytes;

    private readonly ByteBudget _budget;
    private byte[] _bytes = [];
    private int _length;

    private OtlpBody(ByteBudget budget) => _budget = budget;

    private static ProblemException TooLarge => new(Problem.TooLarge($"Decompressed, the request is larger than {OtlpRequest.MostBytes} bytes; send smaller batches."));

    public ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(0, _length);

    /// <summary>Reads and decompresses the body.</summary>
    /// <exception cref="ProblemException">It is compressed otherwise than with gzip, damaged, or too large; or all requests together are.</exception>
    public static async Task<OtlpBody> ReadAsync(HttpRequest request, ByteBudget budget, CancellationToken cancellationToken)
    {
        var isCompressed = IsGzip(request);
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } largest) largest.MaxRequestBodySize = Discarded;
        if (request.ContentLength > OtlpRequest.MostBytes) throw TooLarge;
        var sent = new OtlpBody(budget);
        try
        {
            sent.Reserve((int)Math.Min(request.ContentLength ?? First, OtlpRequest.MostBytes));
            int read;
            while ((read = await request.Body.ReadAsync(sent.Room(), cancellationToken)) > 0) sent._length += read;
            if (!isCompressed) return sent;
            using (sent) return Decompress(sent, budget);
        }
        catch
        {
            sent.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (_bytes.Length == 0) return;
        ArrayPool<byte>.Shared.Return(_bytes);
        _budget.GiveBack(_bytes.Length);
        (_bytes, _length) = ([], 0);
    }

    private static bool IsGzip(HttpRequest request) => request.Headers.ContentEncoding.ToString().Trim() switch
    {
        "" => false,
        var name when name.Equals("identity", StringComparison.OrdinalIgnoreCase) => false,
        var name when name.Equals("gzip", StringComparison.OrdinalIgnoreCase) => true,
        _ => throw new ProblemException(OtlpForm.UnknownCompression),
    };

    private static OtlpBody Decompress(OtlpBody sent, ByteBudget budget)
    {
        var body = new OtlpBody(budget);
        try
        {
            using var gzip = new GzipInput(new MemoryStream(sent._bytes, 0, sent._length, writable: false));
            int read;
            while ((read = gzip.Read(body.Room().Span)) > 0) body._length += read;
            return body;
        }
        catch (InvalidDataException damaged)
        {
            body.Dispose();
            throw new ProblemException(Problem.BadRequest(damaged.Message));
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    // Where the next bytes go. A body of the largest size is full, and one byte more shows that it is larger.
    private Memory<byte> Room()
    {
        if (_length > OtlpRequest.MostBytes) throw TooLarge;
        if (_length == OtlpRequest.MostBytes) return new byte[1];
        if (_length == _bytes.Length) Reserve((int)Math.Min(Math.Max(First, 2L * _bytes.Length), OtlpRequest.MostBytes));
        return _bytes.AsMemory(_length, Math.Min(_bytes.Length, OtlpRequest.MostBytes) - _length);
    }

    private void Reserve(int bytes)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(bytes, 16));
        if (!_budget.TryTake(larger.Length))
        {
            ArrayPool<byte>.Shared.Return(larger);
            throw new ProblemException(OtlpForm.Busy("The requests in flight fill the memory that they may; try again soon."));
        }

        _bytes.AsSpan(0, _length).CopyTo(larger);
        var length = _length;
        Dispose();
        (_bytes, _length) = (larger, length);
    }
}
