using System.Collections.Immutable;
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
