using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using Custos.Records;
using Custos.Store.DuckDb;

namespace Custos.Store.Journal;

/// <summary>How is an event written as bytes, and read back? One byte for the kind and its layout, then the fields in order.</summary>
/// <remarks>
/// Numbers little-endian, times as UTC microseconds, texts as UTF-8 behind their length plus one (0 is null).
/// A lone surrogate, which UTF-8 cannot say, becomes U+FFFD. A layout that is ever written is read for ever.
/// </remarks>
internal static class EventCodec
{
    private const byte ExchangeLayout = 1;

    private const byte DecisionLayout = 2;

    /// <summary>Writes one event.</summary>
    /// <exception cref="ArgumentException">The kind of event has no layout.</exception>
    public static void Write(Event item, ByteWriter to)
    {
        switch (item)
        {
            case Exchange exchange:
                WriteExchange(exchange, to);
                break;
            case Decision decision:
                WriteDecision(decision, to);
                break;
            default:
                throw new ArgumentException($"The journal has no layout for {item.GetType().Name}.", nameof(item));
        }
    }

    /// <summary>Reads one event.</summary>
    /// <exception cref="InvalidDataException">The bytes are not an event that this program knows.</exception>
    public static Event Read(ref ByteReader from)
    {
        var layout = from.Byte();
        return layout switch
        {
            ExchangeLayout => ReadExchange(ref from),
            DecisionLayout => ReadDecision(ref from),
            _ => throw new InvalidDataException($"The journal holds an event of an unknown kind ({layout}); a newer Custos may have written it."),
        };
    }

    private static void WriteExchange(Exchange exchange, ByteWriter to)
    {
        to.Byte(ExchangeLayout);
        to.Guid(exchange.Id);
        to.Int64(Microseconds.Of(exchange.At));
        to.Text(exchange.Endpoint);
        to.Text(exchange.Organisation);
        to.Text(exchange.User);
        to.Text(exchange.Conversation);
        to.Text(exchange.Tier);
        to.Text(exchange.Region);
        to.Text(exchange.Model);
        to.Text(exchange.Input);
        to.Text(exchange.Output);
    }

    private static Exchange ReadExchange(ref ByteReader from) => new(from.Guid(), Microseconds.ToTime(from.Int64()))
    {
        Endpoint = from.RequiredText(),
        Organisation = from.Text(),
        User = from.Text(),
        Conversation = from.Text(),
        Tier = from.Text(),
        Region = from.Text(),
        Model = from.Text(),
        Input = from.Text(),
        Output = from.Text(),
    };

    private static void WriteDecision(Decision decision, ByteWriter to)
    {
        to.Byte(DecisionLayout);
        to.Guid(decision.Id);
        to.Int64(Microseconds.Of(decision.At));
        to.Guid(decision.ExchangeId);
        to.Byte((byte)decision.Direction);
        WriteVerdict(decision.Verdict, to);
        to.Text(decision.BundleId);
        to.Int64(decision.ElapsedMicroseconds);
        to.Int64(decision.DeadlineMilliseconds);
        to.Int64(decision.Buckets.Length);
        foreach (var bucket in decision.Buckets)
        {
            to.Text(bucket.Bucket);
            to.Double(bucket.Score.Value);
            to.Double(bucket.Threshold.Value);
            to.Byte(bucket.Certified ? (byte)1 : (byte)0);
        }
    }

    private static Decision ReadDecision(ref ByteReader from)
    {
        var decision = new Decision(from.Guid(), Microseconds.ToTime(from.Int64()))
        {
            ExchangeId = from.Guid(),
            Direction = (Direction)from.Byte(),
            Verdict = ReadVerdict(ref from),
            BundleId = from.RequiredText(),
            ElapsedMicroseconds = from.Int64(),
            DeadlineMilliseconds = checked((int)from.Int64()),
            Buckets = [],
        };
        var buckets = ImmutableArray.CreateBuilder<BucketScore>(checked((int)from.Int64()));
        for (var i = 0; i < buckets.Capacity; i++)
        {
            buckets.Add(new BucketScore(from.RequiredText(), new Probability(from.Double()), new Probability(from.Double()), from.Byte() == 1));
        }

        return decision with { Buckets = buckets.MoveToImmutable() };
    }

    private static void WriteVerdict(Verdict verdict, ByteWriter to)
    {
        switch (verdict)
        {
            case Verdict.Allow:
                to.Byte(0);
                break;
            case Verdict.Block block:
                to.Byte(1);
                WriteReason(block.Because, to);
                break;
            case Verdict.Hold hold:
                to.Byte(2);
                WriteReason(hold.Because, to);
                break;
            case Verdict.Unknown unknown:
                to.Byte(3);
                to.Byte((byte)unknown.Cause);
                to.Byte((byte)unknown.Fallback);
                break;
            default:
                throw new ArgumentException($"The journal has no layout for the verdict {verdict.Name}.", nameof(verdict));
        }
    }

    private static Verdict ReadVerdict(ref ByteReader from) => from.Byte() switch
    {
        0 => new Verdict.Allow(),
        1 => new Verdict.Block(ReadReason(ref from)),
        2 => new Verdict.Hold(ReadReason(ref from)),
        3 => new Verdict.Unknown((FailureClass)from.Byte(), (Fallback)from.Byte()),
        var other => throw new InvalidDataException($"The journal holds a verdict of an unknown kind ({other})."),
    };

    private static void WriteReason(Reason reason, ByteWriter to)
    {
        to.Text(reason.Bucket);
        to.Double(reason.Score.Value);
        to.Double(reason.Threshold.Value);
    }

    private static Reason ReadReason(ref ByteReader from) =>
        new(from.RequiredText(), new Probability(from.Double()), new Probability(from.Double()));
}

/// <summary>Bytes that grow as they are written; reused from one append to the next.</summary>
internal sealed class ByteWriter
{
    private byte[] _bytes = new byte[4096];
    private int _length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public void Clear()
    {
        // One huge text must not keep its memory for ever.
        if (_bytes.Length > 1024 * 1024) _bytes = new byte[4096];
        _length = 0;
    }

    public void Byte(byte value) => Room(1)[0] = value;

    public void Int64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Room(8), value);

    public void Double(double value) => BinaryPrimitives.WriteDoubleLittleEndian(Room(8), value);

    public void Guid(Guid value) => value.TryWriteBytes(Room(16), bigEndian: true, out _);

    public void Text(string? value)
    {
        if (value is null)
        {
            BinaryPrimitives.WriteInt32LittleEndian(Room(4), 0);
            return;
        }

        var bytes = Encoding.UTF8.GetByteCount(value);
        BinaryPrimitives.WriteInt32LittleEndian(Room(4), bytes + 1);
        Encoding.UTF8.GetBytes(value, Room(bytes));
    }

    private Span<byte> Room(int bytes)
    {
        if (_bytes.Length - _length < bytes) Array.Resize(ref _bytes, checked((int)Math.Min(Array.MaxLength, Math.Max(2L * _bytes.Length, (long)_length + bytes))));
        _length += bytes;
        return _bytes.AsSpan(_length - bytes, bytes);
    }
}

/// <summary>Reads what <see cref="ByteWriter"/> wrote.</summary>
/// <exception cref="InvalidDataException">The bytes end too early.</exception>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    public byte Byte() => Take(1)[0];

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    public double Double() => BinaryPrimitives.ReadDoubleLittleEndian(Take(8));

    public Guid Guid() => new(Take(16), bigEndian: true);

    public string? Text()
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(Take(4));
        return length == 0 ? null : Encoding.UTF8.GetString(Take(length - 1));
    }

    public string RequiredText() => Text() ?? throw new InvalidDataException("The journal holds nothing where a text must be.");

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > _rest.Length) throw new InvalidDataException("An event in the journal ends too early.");
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
