using Custos.Records;

namespace Custos.Curate;

/// <summary>How many different users were met? Exactly up to 4,096, beyond that from a sample of that size.</summary>
/// <remarks>
/// Kept are the smallest of the users' hashes, which are spread evenly over 64 bits: the share of the range that they fill tells how many
/// there are (Bar-Yossef et al. 2002; Beyer et al. 2007, whose estimator is unbiased). The relative standard error is 1 / √(4,096 − 2) =
/// 1.6 %. Which users come in which order makes no difference. O(log 4,096) a user, at most 200 KB. Not thread-safe.
/// </remarks>
internal sealed class DistinctUsers
{
    public const int MostExact = 4_096;
    private const double TwoSided95 = 1.959963984540054;
    private const double Range = 18_446_744_073_709_551_616.0;

    private readonly SortedSet<ulong> _hashes = [];
    private bool _isSample;

    /// <summary>How many; an estimate beyond 4,096.</summary>
    public long Count => _isSample ? (long)Math.Round((MostExact - 1) / Share) : _hashes.Count;

    /// <summary>The 95 % interval of an estimate; null where the count is exact.</summary>
    public Interval? Uncertainty
    {
        get
        {
            if (!_isSample) return null;
            var half = TwoSided95 / Math.Sqrt(MostExact - 2);
            return new Interval(Count * (1 - half), Count * (1 + half));
        }
    }

    private double Share => (_hashes.Max + 1.0) / Range;

    public void Add(ulong hash)
    {
        if (_isSample && hash >= _hashes.Max) return;
        if (!_hashes.Add(hash) || _hashes.Count <= MostExact) return;
        _hashes.Remove(_hashes.Max);
        _isSample = true;
    }

    /// <summary>Are at least so many of these not among the others? Judged by the hashes that both keep all of.</summary>
    public bool HasBeyond(DistinctUsers others, int least)
    {
        var most = Math.Min(_isSample ? _hashes.Max : ulong.MaxValue, others._isSample ? others._hashes.Max : ulong.MaxValue);
        var share = most == ulong.MaxValue ? 1 : (most + 1.0) / Range;
        var beyond = 0;
        foreach (var hash in _hashes)
        {
            if (hash > most) break;
            if (!others._hashes.Contains(hash) && ++beyond >= least * share) return true;
        }

        return false;
    }

    /// <summary>A user's hash: FNV-1a over UTF-16, finished as MurmurHash3 does, so that its bits are even.</summary>
    public static ulong HashOf(string user)
    {
        unchecked
        {
            var hash = 14_695_981_039_346_656_037;
            foreach (var unit in user) hash = (hash ^ unit) * 1_099_511_628_211;
            hash = (hash ^ (hash >> 33)) * 0xFF51AFD7ED558CCD;
            hash = (hash ^ (hash >> 33)) * 0xC4CEB9FE1A85EC53;
            return hash ^ (hash >> 33);
        }
    }
}
