using System.Collections.Immutable;
using Custos.Records;
using Custos.Records.Opinions;
using Custos.Records.Telemetry;
using Custos.Store.DuckDb;

namespace Custos.Store.Journal;

/// <summary>How is an event written as bytes, and read back? One byte for the kind and its layout, then the fields in order.</summary>
/// <remarks>
/// Numbers little-endian, times as UTC microseconds, texts as UTF-8 behind their length plus one (0 is null).
/// A lone surrogate, which UTF-8 cannot say, becomes U+FFFD. A layout that is ever written is read for ever.
/// </remarks>
internal static class EventCodec
{
    // As they were before policies, before model calls, and before exchanges from outside: read, never written.
    private const byte FirstExchangeLayout = 1;
    private const byte FirstDecisionLayout = 2;

    private const byte SecondExchangeLayout = 3;
    private const byte SecondDecisionLayout = 4;

    private const byte ThirdExchangeLayout = 5;

    private const byte DecisionLayout = 6;
    private const byte OpinionLayout = 7;
    private const byte ExchangeLayout = 8;

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
            case Opinion opinion:
                to.Byte(OpinionLayout);
                OpinionCodec.Write(opinion, to);
                break;
            case TelemetryEvent telemetry:
                TelemetryCodec.Write(telemetry, to);
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
            FirstExchangeLayout => ReadFirstExchange(ref from),
            FirstDecisionLayout => ReadDecision(ref from, isFirst: true),
            SecondExchangeLayout => ReadSecondExchange(ref from),
            SecondDecisionLayout => ReadDecision(ref from, isFirst: false),
            ThirdExchangeLayout => ReadThirdExchange(ref from),
            ExchangeLayout => ReadThirdExchange(ref from) with
            {
                Source = from.Text(),
                IsPart = from.Byte() == 1,
                ExternalKey = from.Text(),
                Language = from.Text(),
                Domain = from.Text(),
                Attributes = from.Text(),
            },
            DecisionLayout => ReadDecision(ref from, isFirst: false) with { Of = from.Byte() == 1 ? new Stretch(checked((int)from.Int64()), checked((int)from.Int64())) : null },
            OpinionLayout => OpinionCodec.Read(ref from),
            _ when TelemetryCodec.Knows(layout) => TelemetryCodec.Read(layout, ref from),
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
        to.Text(exchange.Address);
        to.Text(exchange.Tool);
        to.Text(exchange.Arguments);
        to.Int64(exchange.Tokens ?? -1);
        to.Byte(exchange.Parent is null ? (byte)0 : (byte)1);
        if (exchange.Parent is { } parent) to.Guid(parent);
        CallCodec.Write(exchange.Call, to);
        to.Text(exchange.Source);
        to.Byte(exchange.IsPart ? (byte)1 : (byte)0);
        to.Text(exchange.ExternalKey);
        to.Text(exchange.Language);
        to.Text(exchange.Domain);
        to.Text(exchange.Attributes);
    }

    private static Exchange ReadThirdExchange(ref ByteReader from) => ReadSecondExchange(ref from) with
    {
        Parent = from.Byte() == 1 ? from.Guid() : null,
        Call = CallCodec.Read(ref from),
    };

    private static Exchange ReadSecondExchange(ref ByteReader from) => ReadFirstExchange(ref from) with
    {
        Address = from.Text(),
        Tool = from.Text(),
        Arguments = from.Text(),
        Tokens = from.Int64() is var tokens and >= 0 ? checked((int)tokens) : null,
    };

    private static Exchange ReadFirstExchange(ref ByteReader from) => new(from.Guid(), Microseconds.ToTime(from.Int64()))
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
        VerdictCodec.Write(decision.Verdict, to);
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

        WriteHow(decision, to);
        to.Byte(decision.Of is null ? (byte)0 : (byte)1);
        if (decision.Of is not { } piece) return;
        to.Int64(piece.Start);
        to.Int64(piece.Length);
    }

    private static void WriteHow(Decision decision, ByteWriter to)
    {
        to.Int64(decision.Findings.Length);
        foreach (var finding in decision.Findings) VerdictCodec.Write(finding, to);
        to.Int64(decision.Tiers.Length);
        foreach (var (tier, microseconds) in decision.Tiers)
        {
            to.Byte((byte)tier);
            to.Int64(microseconds);
        }

        to.Int64(decision.Observations.Length);
        foreach (var observation in decision.Observations)
        {
            to.Text(observation.Of);
            to.Text(observation.Value);
        }
    }

    private static Decision ReadDecision(ref ByteReader from, bool isFirst)
    {
        var decision = new Decision(from.Guid(), Microseconds.ToTime(from.Int64()))
        {
            ExchangeId = from.Guid(),
            Direction = (Direction)from.Byte(),
            Verdict = isFirst ? VerdictCodec.ReadFirst(ref from) : VerdictCodec.Read(ref from),
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

        decision = decision with { Buckets = buckets.MoveToImmutable() };
        return isFirst ? decision : ReadHow(ref from, decision);
    }

    private static Decision ReadHow(ref ByteReader from, Decision decision)
    {
        var findings = ImmutableArray.CreateBuilder<Verdict>();
        for (var left = from.Int64(); left > 0; left--) findings.Add(VerdictCodec.Read(ref from));
        var tiers = ImmutableArray.CreateBuilder<TierTime>();
        for (var left = from.Int64(); left > 0; left--) tiers.Add(new TierTime((Tier)from.Byte(), from.Int64()));
        var observations = ImmutableArray.CreateBuilder<Observation>();
        for (var left = from.Int64(); left > 0; left--) observations.Add(new Observation(from.RequiredText(), from.RequiredText()));
        return decision with { Findings = findings.ToImmutable(), Tiers = tiers.ToImmutable(), Observations = observations.ToImmutable() };
    }
}
