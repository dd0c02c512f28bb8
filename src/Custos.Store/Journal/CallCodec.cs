using Custos.Records.Calls;

namespace Custos.Store.Journal;

/// <summary>How is a model call written as bytes, and read back?</summary>
internal static class CallCodec
{
    public static void Write(ModelCall? call, ByteWriter to)
    {
        to.Byte(call is null ? (byte)0 : (byte)1);
        if (call is null) return;
        to.Text(call.Protocol);
        to.Byte((byte)call.Outcome);
        to.Int64(call.Status ?? -1);
        to.Byte(call.IsStreamed ? (byte)1 : (byte)0);
        to.Text(call.StopReason);
        to.Byte(call.Refused switch { null => (byte)2, true => 1, false => 0 });
        to.Int64(call.InputTokens ?? -1);
        to.Int64(call.CachedTokens ?? -1);
        to.Int64(call.OutputTokens ?? -1);
        to.Byte(call.TokensAreEstimated ? (byte)1 : (byte)0);
        to.Int64(call.FirstTokenMicroseconds ?? -1);
        to.Int64(call.DurationMicroseconds);
        to.Double(call.Cost ?? double.NaN);
        to.Text(call.Key);
    }

    public static ModelCall? Read(ref ByteReader from) => from.Byte() == 0 ? null : new ModelCall
    {
        Protocol = from.RequiredText(),
        Outcome = (CallOutcome)from.Byte(),
        Status = NumberOrNull(from.Int64()),
        IsStreamed = from.Byte() == 1,
        StopReason = from.Text(),
        Refused = from.Byte() switch { 0 => false, 1 => true, _ => null },
        InputTokens = NumberOrNull(from.Int64()),
        CachedTokens = NumberOrNull(from.Int64()),
        OutputTokens = NumberOrNull(from.Int64()),
        TokensAreEstimated = from.Byte() == 1,
        FirstTokenMicroseconds = from.Int64() is var microseconds and >= 0 ? microseconds : null,
        DurationMicroseconds = from.Int64(),
        Cost = from.Double() is var cost && !double.IsNaN(cost) ? cost : null,
        Key = from.Text(),
    };

    private static int? NumberOrNull(long number) => number >= 0 ? checked((int)number) : null;
}
