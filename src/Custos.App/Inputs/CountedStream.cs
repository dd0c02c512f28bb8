namespace Custos.App.Inputs;

/// <summary>How many bytes of this were read so far? Any thread may ask.</summary>
internal sealed class CountedStream(Stream stream) : ReadOnlyStream
{
    private long _bytes;

    public long Bytes => Volatile.Read(ref _bytes);

    public override int Read(Span<byte> buffer)
    {
        var read = stream.Read(buffer);
        Volatile.Write(ref _bytes, _bytes + read);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) stream.Dispose();
        base.Dispose(disposing);
    }
}
