using System.Diagnostics;
using Custos.Records.Telemetry;
using Custos.Store.DuckDb;

namespace Custos.Store.Journal;

/// <summary>How is what came from outside written as bytes, and read back?</summary>
internal static class TelemetryCodec
{
    private const byte FeedbackLayout = 9;
    private const byte EvaluationLayout = 10;
    private const byte RetrievalLayout = 11;
    private const byte SpanLayout = 12;
    private const byte LogLayout = 13;
    private const byte MetricLayout = 14;
    private const byte IntakeLayout = 15;

    /// <summary>Is this the first byte of such a record?</summary>
    public static bool Knows(byte layout) => layout is >= FeedbackLayout and <= IntakeLayout;

    public static void Write(TelemetryEvent item, ByteWriter to)
    {
        to.Byte(LayoutOf(item));
        to.Guid(item.Id);
        to.Int64(Microseconds.Of(item.At));
        to.Text(item.Source);
        to.Byte(item.IsPart ? (byte)1 : (byte)0);
        item.WriteTo(ref to);
    }

    /// <param name="layout">The first byte, which was read already.</param>
    /// <param name="from">What stands behind it.</param>
    public static TelemetryEvent Read(byte layout, ref ByteReader from)
    {
        var (id, at) = (from.Guid(), Microseconds.ToTime(from.Int64()));
        var (source, isPart) = (from.Text(), from.Byte() == 1);
        TelemetryEvent read = layout switch
        {
            FeedbackLayout => Feedback.ReadFrom(id, at, ref from),
            EvaluationLayout => Evaluation.ReadFrom(id, at, ref from),
            RetrievalLayout => Retrieval.ReadFrom(id, at, ref from),
            SpanLayout => ProgramSpan.ReadFrom(id, at, ref from),
            LogLayout => ProgramLog.ReadFrom(id, at, ref from),
            MetricLayout => MetricPoint.ReadFrom(id, at, ref from),
            IntakeLayout => Intake.ReadFrom(id, at, ref from),
            _ => throw new UnreachableException(),
        };
        return read with { Source = source, IsPart = isPart };
    }

    private static byte LayoutOf(TelemetryEvent item) => item switch
    {
        Feedback => FeedbackLayout,
        Evaluation => EvaluationLayout,
        Retrieval => RetrievalLayout,
        ProgramSpan => SpanLayout,
        ProgramLog => LogLayout,
        MetricPoint => MetricLayout,
        Intake => IntakeLayout,
        _ => throw new UnreachableException(item.GetType().Name),
    };
}
