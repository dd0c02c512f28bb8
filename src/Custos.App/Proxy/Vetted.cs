using System.Security.Cryptography;
using System.Text;
using Custos.Records;

namespace Custos.App.Proxy;

/// <summary>Which texts of a conversation have passed already, so that its history is not decided on with every turn?</summary>
/// <remarks>
/// A text is known by the hash of itself, the bundle, and who sent it where from. Only what passed whole is kept: what was taken something out of, or
/// stopped, is decided on again. Two generations of a bounded number: the older is forgotten as a whole. Thread-safe.
/// </remarks>
internal sealed class Vetted(int most = 1 << 18)
{
    private readonly Lock _gate = new();
    private HashSet<UInt128> _young = [];
    private HashSet<UInt128> _old = [];

    public static UInt128 KeyOf(string bundleId, Message about, string text)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[4];
        foreach (var part in (ReadOnlySpan<string?>)[bundleId, about.Organisation, about.User, about.Tier, about.Region, text])
        {
            var bytes = Encoding.UTF8.GetBytes(part ?? "");
            BitConverter.TryWriteBytes(length, part is null ? -1 : bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        Span<byte> digest = stackalloc byte[32];
        hash.GetHashAndReset(digest);
        return BitConverter.ToUInt128(digest);
    }

    public bool Knows(UInt128 key)
    {
        lock (_gate)
        {
            if (_young.Contains(key)) return true;
            if (!_old.Contains(key)) return false;
            Keep(key);
            return true;
        }
    }

    public void Add(UInt128 key)
    {
        lock (_gate) Keep(key);
    }

    private void Keep(UInt128 key)
    {
        if (_young.Count >= most) (_old, _young) = (_young, []);
        _young.Add(key);
    }
}
