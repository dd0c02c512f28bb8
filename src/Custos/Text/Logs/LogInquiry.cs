using Custos.Text.Json;

namespace Custos.Text.Logs;

/// <summary>What do lines of JSON say, however many they are?</summary>
/// <remarks>
/// One pass; memory is bounded by threads, groups and the longest line, not by the input. One reader cuts the input into blocks of whole lines, threads scan
/// them, and what they found is added up in the order of the lines: the answer has the same bits whatever the number of threads.
/// </remarks>
public static class LogInquiry
{
    /// <param name="question">What is asked.</param>
    /// <param name="inputs">Read one after another.</param>
    /// <param name="options">Within which bounds.</param>
    /// <param name="progress">Told after each block, about a megabyte.</param>
    /// <param name="cancellationToken">Ends the reading between two blocks.</param>
    /// <exception cref="Records.BadInputException">An input is UTF-16.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A bound is below 1, or the longest line above 1 GiB.</exception>
    public static async Task<LogAnswer> AskAsync(LogQuestion question, IEnumerable<LogInput> inputs, LogOptions options, IProgress<LogProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(inputs);
        Check(options);
        var reading = new Reading(new LogPlan(question, options), progress, cancellationToken);
        await using (reading.ConfigureAwait(false))
        {
            foreach (var input in inputs) await reading.ReadAsync(input).ConfigureAwait(false);
            return reading.Answer();
        }
    }

    private static void Check(LogOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.GroupLimit ?? 1, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.PlaceLimit, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.LineLimitBytes, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.LineLimitBytes, 1 << 30, nameof(options));
    }

    private sealed class Reading : IAsyncDisposable
    {
        private readonly LogTally _tally;
        private readonly int _lineLimitBytes;
        private readonly IProgress<LogProgress>? _progress;
        private readonly CancellationToken _cancellationToken;
        private readonly Lane[] _lanes;
        private readonly Stack<Lane> _idle;
        private readonly Queue<(Lane Lane, Task Work)> _busy = [];
        private IReadOnlyList<string>? _names;

        public Reading(LogPlan plan, IProgress<LogProgress>? progress, CancellationToken cancellationToken)
        {
            _tally = new LogTally(plan);
            _lineLimitBytes = plan.Options.LineLimitBytes;
            _progress = progress;
            _cancellationToken = cancellationToken;

            // One more than threads: it is filled while they scan.
            _lanes = [.. Enumerable.Range(0, plan.Options.Threads + 1).Select(_ => new Lane(plan))];
            _idle = new Stack<Lane>(_lanes);
        }

        public async Task ReadAsync(LogInput input)
        {
            using var stream = input.Open();
            var blocks = new LineBlocks(stream, input.Name, _lineLimitBytes);
            while (true)
            {
                _cancellationToken.ThrowIfCancellationRequested();
                if (_idle.Count == 0) await AddOldestAsync(input.Name).ConfigureAwait(false);
                var lane = _idle.Pop();
                var content = blocks.Fill(lane.Block);
                var isLong = content == BlockContent.PartOfLine;

                // Only one block grows at a time, or memory would grow with the threads.
                if (isLong) await AddAllAsync(input.Name).ConfigureAwait(false);
                if (isLong) content = blocks.FillLong(lane.Block);
                if (content == BlockContent.End)
                {
                    _idle.Push(lane);
                    break;
                }

                if (lane.Block.Length > 0) _names ??= JsonFieldNames.Of(lane.Block.Lines);
                _busy.Enqueue((lane, Task.Run(lane.Scan, CancellationToken.None)));
                if (isLong) await AddAllAsync(input.Name).ConfigureAwait(false);
                _progress?.Report(new LogProgress(_tally.BytesOfEnded + blocks.Bytes, _tally.Lines));
            }

            await AddAllAsync(input.Name).ConfigureAwait(false);
            _tally.End(input.Name, blocks);
            _progress?.Report(new LogProgress(_tally.BytesOfEnded, _tally.Lines));
        }

        public LogAnswer Answer() => _tally.Answer(_names ?? []);

        public async ValueTask DisposeAsync()
        {
            // A block must not go while a thread reads it, also where the reading was ended by an error.
            foreach (var (_, work) in _busy) await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            foreach (var lane in _lanes) lane.Block.Dispose();
        }

        private async Task AddAllAsync(string source)
        {
            while (_busy.Count > 0) await AddOldestAsync(source).ConfigureAwait(false);
        }

        private async Task AddOldestAsync(string source)
        {
            var (lane, work) = _busy.Peek();
            await work.ConfigureAwait(false);
            _busy.Dequeue();
            _tally.Add(lane.Rows, source);
            if (lane.Block.Capacity > LineBlock.UsualBytes) lane.Block.Resize(LineBlock.UsualBytes);
            _idle.Push(lane);
        }
    }

    // A block and what was found in it.
    private sealed class Lane(LogPlan plan)
    {
        private readonly LogScan _scan = new(plan);

        public LineBlock Block { get; } = new();

        public LogRows Rows => _scan.Rows;

        public void Scan() => _scan.Read(Block);
    }
}
