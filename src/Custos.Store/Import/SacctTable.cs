using System.Globalization;
using System.Text;
using Custos.Records;
using Custos.Text.Tables;

namespace Custos.Store.Import;

/// <summary>Which jobs does the output of Slurm's <c>sacct --parsable2</c> tell of, as rows of the table <c>jobs</c>?</summary>
/// <remarks>
/// Reads the fields JobID, JobName, Account, User, Cluster, WCKey, Start, End, ElapsedRaw, State, AllocTRES and TRESUsageInAve, as far as they are
/// there. A job's steps are not rows: from them comes the share of its GPUs that was used, where accounting gathers it. Times are as sacct prints them:
/// UTC where it ran with TZ=UTC. Source: the manual page of sacct, Slurm 22.05. Not thread-safe.
/// </remarks>
public sealed class SacctTable : Table
{
    private const int LongestLine = 1 << 20;
    private const string Gpus = "gres/gpu";
    private const string GpuUse = "gres/gpuutil";

    private static readonly string[] Needed = ["JobID", "ElapsedRaw", "AllocTRES"];

    private readonly StreamReader _reader;
    private readonly Dictionary<string, int> _fields;
    private readonly Dictionary<string, byte[]?> _row = new(StringComparer.Ordinal);
    private string[] _selection = [];
    private string[]? _ahead;
    private long _line = 1;
    private long _aheadLine;
    private long _at;

    private SacctTable(string source, StreamReader reader)
        : base(source)
    {
        _reader = reader;
        var header = ReadLine() ?? throw new BadInputException("The file is empty.", "Give the output of sacct --parsable2 with its header.", source);
        _fields = header.Split('|').Index().GroupBy(field => field.Item, StringComparer.OrdinalIgnoreCase).ToDictionary(field => field.Key, field => field.First().Index, StringComparer.OrdinalIgnoreCase);
        var missing = Needed.Where(name => !_fields.ContainsKey(name)).ToList();
        if (missing.Count > 0)
        {
            throw new BadInputException($"The output of sacct lacks {string.Join(", ", missing)}.", "Ask for it: sacct --parsable2 --format=JobID,JobName,Account,User,Cluster,WCKey,Start,End,ElapsedRaw,State,AllocTRES,TRESUsageInAve.", source);
        }
    }

    /// <inheritdoc/>
    public override long Row => _at;

    /// <inheritdoc/>
    public override bool CanGoOn => true;

    /// <inheritdoc/>
    public override Cell this[int column] => _row.TryGetValue(_selection[column], out var value) && value is { Length: > 0 } ? Cell.OfText(value) : Cell.Missing;

    /// <summary>Reads a stream, which the table disposes of.</summary>
    /// <param name="stream">UTF-8.</param>
    /// <param name="source">What messages call it.</param>
    /// <exception cref="BadInputException">It is empty, or a field is missing.</exception>
    public static SacctTable Read(Stream stream, string source)
    {
        var reader = new StreamReader(stream, Encoding.UTF8);
        try
        {
            return new SacctTable(source, reader);
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override void Select(IReadOnlyList<string> required, IReadOnlyList<string> optional) => _selection = [.. required, .. optional];

    /// <inheritdoc/>
    public override bool Read()
    {
        _row.Clear();
        if ((_ahead ?? Next()) is not { } job) return false;
        _ahead = null;
        _at = _aheadLine;
        double? used = null;
        while (Next() is { } step)
        {
            if (!IsStep(step))
            {
                _ahead = step;
                break;
            }

            // Steps that run one after another each say what they used on average; the busiest speaks for the job.
            if (Amount(Field(step, "TRESUsageInAve"), GpuUse) is { } share) used = Math.Max(used ?? 0, share / 100);
        }

        Fill(job, used);
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _reader.Dispose();
        base.Dispose(disposing);
    }

    private void Fill(string[] job, double? used)
    {
        var gpus = Amount(Field(job, "AllocTRES"), Gpus) ?? 0;
        if (!double.TryParse(Field(job, "ElapsedRaw"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            throw new BadInputException("ElapsedRaw is not a number of seconds.", "Give the output of sacct as it was printed.", Place);
        }

        Set("job_id", Field(job, "JobID"));
        Set("cluster", Field(job, "Cluster"));
        Set("run", Field(job, "JobName"));
        Set("experiment", Field(job, "WCKey"));
        Set("team", Field(job, "Account"));
        Set("scientist", Field(job, "User"));
        Set("started_at", TimeOf(Field(job, "Start")));
        Set("ended_at", TimeOf(Field(job, "End")));
        Set("gpus_reserved", Number(gpus));
        Set("gpu_seconds_reserved", Number(gpus * seconds));
        Set("gpu_seconds_used", used is { } share ? Number(share * seconds) : null);

        // "CANCELLED by 1000" names who did it.
        Set("state", Field(job, "State")?.Split(' ')[0]);
    }

    private void Set(string column, string? value) => _row[column] = value is null ? null : Encoding.UTF8.GetBytes(value);

    private string[]? Next()
    {
        while (ReadLine() is { } line)
        {
            if (line.Length == 0) continue;
            _aheadLine = _line - 1;
            return line.Split('|');
        }

        return null;
    }

    private string? ReadLine()
    {
        var line = _reader.ReadLine();
        if (line is null) return null;
        _line++;
        return line.Length <= LongestLine ? line : throw new BadInputException("A line is longer than a million characters.", "Give the output of sacct as it was printed.", Source);
    }

    private bool IsStep(string[] fields) => Field(fields, "JobID")?.Contains('.', StringComparison.Ordinal) == true;

    private string? Field(string[] fields, string name) => _fields.TryGetValue(name, out var place) && place < fields.Length && fields[place].Length > 0 ? fields[place] : null;

    // cpu=8,gres/gpu=4,gres/gpu:a100=4,mem=64G: the kinds of GPU are counted again under their names.
    private static double? Amount(string? resources, string name)
    {
        foreach (var resource in resources?.Split(',') ?? [])
        {
            if (resource.StartsWith(name, StringComparison.Ordinal) && resource.AsSpan(name.Length) is ['=', .. var amount]
                && double.TryParse(amount, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            {
                return number;
            }
        }

        return null;
    }

    private static string? TimeOf(string? text) => text is "Unknown" or "None" ? null : text;

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
