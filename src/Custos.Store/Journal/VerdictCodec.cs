using System.Collections.Immutable;
using Custos.Records;
using Custos.Records.Layout;

namespace Custos.Store.Journal;

/// <summary>How is a verdict written as bytes, with what it rests on, and read back?</summary>
internal static class VerdictCodec
{
    // What a verdict rested on before there were policies: one bucket's score, by the rule that still serves where there is no policy.
    private const string FirstPolicy = "thresholds";

    public static void Write(Verdict verdict, ByteWriter to)
    {
        switch (verdict)
        {
            case Verdict.Allow:
                to.Byte(0);
                break;
            case Verdict.Flag:
                to.Byte(1);
                break;
            case Verdict.Redact redact:
                to.Byte(2);
                to.Int64(redact.Stretches.Length);
                foreach (var stretch in redact.Stretches)
                {
                    to.Int64(stretch.Start);
                    to.Int64(stretch.Length);
                }

                break;
            case Verdict.Hold:
                to.Byte(3);
                break;
            case Verdict.Block:
                to.Byte(4);
                break;
            case Verdict.Unknown unknown:
                to.Byte(5);
                to.Byte((byte)unknown.Cause);
                to.Byte((byte)unknown.Fallback);
                break;
            default:
                throw new ArgumentException($"The journal has no layout for the verdict {verdict.Name}.", nameof(verdict));
        }

        WriteReason(verdict.Because, to);
    }

    public static Verdict Read(ref ByteReader from)
    {
        switch (from.Byte())
        {
            case 0:
                _ = ReadReason(ref from);
                return new Verdict.Allow();
            case 1:
                return new Verdict.Flag(RequiredReason(ref from));
            case 2:
                var stretches = ImmutableArray.CreateBuilder<Stretch>();
                for (var left = from.Int64(); left > 0; left--) stretches.Add(new Stretch(Whole(ref from), Whole(ref from)));
                return new Verdict.Redact(RequiredReason(ref from), stretches.ToImmutable());
            case 3:
                return new Verdict.Hold(RequiredReason(ref from));
            case 4:
                return new Verdict.Block(RequiredReason(ref from));
            case 5:
                var (cause, fallback) = ((FailureClass)from.Byte(), (Fallback)from.Byte());
                return new Verdict.Unknown(cause, fallback, ReadReason(ref from));
            case var other:
                throw new InvalidDataException($"The journal holds a verdict of an unknown kind ({other}).");
        }
    }

    /// <summary>Reads a verdict as it was written before there were policies.</summary>
    public static Verdict ReadFirst(ref ByteReader from) => from.Byte() switch
    {
        0 => new Verdict.Allow(),
        1 => new Verdict.Block(ReadFirstReason(ref from)),
        2 => new Verdict.Hold(ReadFirstReason(ref from)),
        3 => new Verdict.Unknown((FailureClass)from.Byte(), (Fallback)from.Byte()),
        var other => throw new InvalidDataException($"The journal holds a verdict of an unknown kind ({other})."),
    };

    private static Reason ReadFirstReason(ref ByteReader from)
    {
        var score = new Evidence.Score(from.RequiredText(), new Probability(from.Double()), new Probability(from.Double()), Certified: false);
        return new Reason(FirstPolicy, score.Label, [score]);
    }

    private static void WriteReason(Reason? reason, ByteWriter to)
    {
        to.Text(reason?.Policy);
        if (reason is null) return;
        to.Text(reason.Rule);
        to.Int64(reason.Evidence.Length);
        var writer = new EvidenceWriter(to);
        foreach (var piece in reason.Evidence) EvidenceFields.Write(piece, ref writer);
    }

    private static Reason RequiredReason(ref ByteReader from) => ReadReason(ref from) ?? throw new InvalidDataException("The journal holds a verdict without its reason.");

    private static Reason? ReadReason(ref ByteReader from)
    {
        if (from.Text() is not { } policy) return null;
        var rule = from.RequiredText();
        var evidence = ImmutableArray.CreateBuilder<Evidence>();
        for (var left = from.Int64(); left > 0; left--) evidence.Add(EvidenceFields.Read(ref from));
        return new Reason(policy, rule, evidence.ToImmutable());
    }

    private static int Whole(ref ByteReader from) => checked((int)from.Int64());
}
