using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Custos.Text.Repeats;

/// <summary>Which loop was seen?</summary>
/// <param name="StartToken">The first token of its first round, counted from 0.</param>
/// <param name="PeriodTokens">How many tokens a round has.</param>
/// <param name="SeenToken">The token at which it was seen: so far it had <c>SeenToken − StartToken + 1</c> tokens.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TokenLoop(long StartToken, int PeriodTokens, long SeenToken);

/// <summary>Is a model stuck in a loop? Asked token by token, while it writes.</summary>
/// <remarks>
/// For every period there is a count of the tokens that are as one period before, less a cost for each that is not, never below 0: a
/// one-sided cumulative sum (Page 1954). The loop is seen when a count reaches <see cref="LoopOptions.RepeatedTokens"/>, at the
/// latest <c>period + RepeatedTokens</c> tokens after the start of a loop without deviations: 200 at most unless set otherwise. Between
/// loops nothing is kept but the last tokens. A fixed number of steps a token: eight periods at a time. Not thread-safe.
/// </remarks>
public sealed class LoopDetector
{
    private const long NoNumber = long.MinValue;

    private readonly LoopOptions _options;
    private readonly int _lanes;

    // The latest token first; written twice, so that the last ones always lie side by side. Numbers reach back two periods.
    private readonly int[] _tokens;
    private readonly long[] _numbers;
    private readonly int[] _counts;
    private readonly long[] _starts;
    private int _latest;
    private int _latestNumber;
    private long _seen;

    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public LoopDetector(LoopOptions? options = null)
    {
        _options = options ?? new LoopOptions();
        _options.Check(nameof(options));
        _lanes = (_options.MaxPeriod + 7) / 8 * 8;
        _tokens = new int[2 * _lanes];
        _numbers = new long[4 * _lanes];
        Array.Fill(_numbers, NoNumber);
        _counts = new int[_lanes];
        _starts = new long[_lanes];
    }

    /// <summary>The loop that the text is in; null outside one. It ends when its count has fallen to 0.</summary>
    public TokenLoop? Current { get; private set; }

    /// <summary>Takes the next token in; a loop is told once, when it is seen.</summary>
    public TokenLoop? Observe(int token) => Observe(token, NoNumber);

    /// <summary>Takes the next token in, which is a number: it is as one period before where it is one more than there, or goes on in equal steps.</summary>
    public TokenLoop? ObserveNumber(int token, int number) => Observe(token, (long)number);

    private TokenLoop? Observe(int token, long number)
    {
        var reached = number == NoNumber ? Count(token) : CountNumber(token, number);
        Remember(token, number);
        _seen++;
        if (Current is { } loop)
        {
            if (_counts[loop.PeriodTokens - 1] == 0) Current = null;
            return null;
        }

        if (!reached || FirstReached() is not (>= 0 and var lane)) return null;
        Current = new TokenLoop(_starts[lane], lane + 1, _seen - 1);
        return Current;
    }

    /// <summary>Counts for every period whether the token is as before; is any count high enough?</summary>
    private bool Count(int token)
    {
        var now = Vector256.Create(token);
        Vector256<int> cost = Vector256.Create(-_options.DeviationCost), most = Vector256.Create(_options.RepeatedTokens);
        var reached = Vector256<int>.Zero;
        for (var lane = 0; lane < _lanes; lane += Vector256<int>.Count)
        {
            var before = Vector256.LoadUnsafe(ref _tokens[_latest + lane]);
            var counts = Vector256.LoadUnsafe(ref _counts[lane]);
            var isSame = Vector256.Equals(before, now);
            var next = Vector256.Min(Vector256.Max(counts + Vector256.ConditionalSelect(isSame, Vector256<int>.One, cost), Vector256<int>.Zero), most);
            next.StoreUnsafe(ref _counts[lane]);
            reached |= Vector256.Equals(next, most);
            var begins = (isSame & Vector256.Equals(counts, Vector256<int>.Zero)).ExtractMostSignificantBits();
            for (; begins != 0; begins &= begins - 1) Begin(lane + BitOperations.TrailingZeroCount(begins));
        }

        return reached != Vector256<int>.Zero;
    }

    /// <summary>The same for a number, which may also go on from the one that stood there.</summary>
    private bool CountNumber(int token, long number)
    {
        var reached = false;
        for (var lane = 0; lane < _lanes; lane++)
        {
            ref var count = ref _counts[lane];
            if (_tokens[_latest + lane] == token || GoesOn(number, _numbers[_latestNumber + lane], _numbers[_latestNumber + (2 * lane) + 1]))
            {
                if (count++ == 0) Begin(lane);
                count = Math.Min(count, _options.RepeatedTokens);
            }
            else
            {
                count = Math.Max(0, count - _options.DeviationCost);
            }

            reached |= count == _options.RepeatedTokens;
        }

        return reached;
    }

    private static bool GoesOn(long number, long before, long earlier) =>
        before != NoNumber && (number - before == 1 || (earlier != NoNumber && number - before == before - earlier));

    private void Begin(int lane)
    {
        if (lane < _seen) _starts[lane] = _seen - lane - 1;
        else _counts[lane] = 0;
    }

    private int FirstReached()
    {
        for (var lane = 0; lane < _options.MaxPeriod; lane++)
        {
            if (_counts[lane] == _options.RepeatedTokens) return lane;
        }

        return -1;
    }

    private void Remember(int token, long number)
    {
        _latest = _latest == 0 ? _lanes - 1 : _latest - 1;
        _tokens[_latest] = _tokens[_latest + _lanes] = token;
        _latestNumber = _latestNumber == 0 ? (2 * _lanes) - 1 : _latestNumber - 1;
        _numbers[_latestNumber] = _numbers[_latestNumber + (2 * _lanes)] = number;
    }
}
