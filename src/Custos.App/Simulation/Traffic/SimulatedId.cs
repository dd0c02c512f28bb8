using System.Buffers.Binary;
using Custos.Sketches;

namespace Custos.App.Simulation.Traffic;

/// <summary>Which identifier does a simulated event bear? It follows from the options and the event's place, so that the same traffic is known again.</summary>
internal static class SimulatedId
{
    private const byte Version = 0x70;
    private const byte Variant = 0x80;

    /// <summary>48 bits of milliseconds, so that they sort by time, then 74 bits of hash: RFC 9562, version 7 in form.</summary>
    /// <param name="at">The event's time.</param>
    /// <param name="world">Of the options.</param>
    /// <param name="number">Of the event.</param>
    public static Guid Of(DateTimeOffset at, ulong world, ulong number)
    {
        Span<byte> bytes = stackalloc byte[16];
        var first = SeededHash.Of(number, world);
        BinaryPrimitives.WriteUInt64BigEndian(bytes, ((ulong)at.ToUnixTimeMilliseconds() << 16) | (first & 0xFFFF));
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], SeededHash.Of(first, world));
        bytes[6] = (byte)(Version | (bytes[6] & 0x0F));
        bytes[8] = (byte)(Variant | (bytes[8] & 0x3F));
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>The number that stands for the options.</summary>
    public static ulong WorldOf(TrafficOptions options) => SeededHash.Of(FormattableString.Invariant(
        $"{options.Seed} {options.Exchanges} {options.From.UtcTicks} {options.Days} {options.UserCount} {options.OrganisationCount} {options.PieceExchanges}"));
}
