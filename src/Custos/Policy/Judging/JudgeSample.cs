using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Custos.Policy.Judging;

/// <summary>Which exchanges are the sampled share of a judge?</summary>
internal static class JudgeSample
{
    /// <summary>By a hash of judge and exchange: the same on every machine and at every time, and each judge has a sample of its own.</summary>
    public static bool Takes(string judge, Guid exchangeId, double share)
    {
        if (share <= 0) return false;
        if (share >= 1) return true;
        var hash = SHA256.HashData([.. Encoding.UTF8.GetBytes(judge), .. exchangeId.ToByteArray(bigEndian: true)]);

        // 53 bits, as many as a double holds.
        return (BinaryPrimitives.ReadUInt64BigEndian(hash) >> 11) * Math.ScaleB(1, -53) < share;
    }
}
