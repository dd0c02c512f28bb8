using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Custos.Statistics.Bootstrap;

/// <summary>Which four random numbers come next? Four streams side by side, for where a thousand million are wanted.</summary>
/// <remarks>The same recurrence as <see cref="Xoshiro"/>, its products by 5 and 9 written as shifts. The numbers do not depend on the hardware.</remarks>
internal struct XoshiroLanes
{
    private Vector256<ulong> _a;
    private Vector256<ulong> _b;
    private Vector256<ulong> _c;
    private Vector256<ulong> _d;

    /// <summary>Four streams that start from four numbers each of one stream.</summary>
    public XoshiroLanes(ref Xoshiro random)
    {
        _a = Four(ref random);
        _b = Four(ref random);
        _c = Four(ref random);
        _d = Four(ref random);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<ulong> Next()
    {
        var five = (_b << 2) + _b;
        var turned = (five << 7) | (five >>> 57);
        var t = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= t;
        _d = (_d << 45) | (_d >>> 19);
        return (turned << 3) + turned;
    }

    private static Vector256<ulong> Four(ref Xoshiro random) => Vector256.Create(random.Next(), random.Next(), random.Next(), random.Next());
}
