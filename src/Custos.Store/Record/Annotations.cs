using Custos.Records;
using Custos.Store.DuckDb;

namespace Custos.Store.Record;

/// <summary>What did a program find out about a text? Kept beside the exchange, under the name and version of what found it out.</summary>
/// <param name="Value">What; null where it cannot be told.</param>
/// <param name="Score">How sure it is, in its own measure; null where it has none.</param>
public readonly record struct Annotation(string? Value, double? Score);

/// <summary>Which texts has nobody looked at yet? They are handed over in batches, and what is found out is kept with how far it has come.</summary>
/// <remarks>One annotator at a time for each name and version: two would do the same work, and the later one would be refused.</remarks>
public sealed class Annotations
{
    private const long NumbersAtOnce = 8_192;
    private const int RowsAtOnce = 20_000;
    private const int TextsAtOnce = 2_048;
    private const int CharactersAtOnce = 8 << 20;

    private readonly StoreFile _store;
    private readonly EmbeddedEventLog _log;
    private readonly TimeProvider _time;

    internal Annotations(StoreFile store, EmbeddedEventLog log, TimeProvider time)
    {
        _store = store;
        _log = log;
        _time = time;
    }

    /// <summary>Annotates every text of one direction that bears no such annotation yet; how many there were.</summary>
    /// <param name="name">Of the annotation, for instance <c>refusal</c>.</param>
    /// <param name="version">Of what annotates: another one looks at everything anew.</param>
    /// <param name="direction">The texts' direction.</param>
    /// <param name="annotate">One annotation for each text, in their order.</param>
    /// <param name="progress">Is told the number of the last text that was looked at, and of the last there is.</param>
    /// <param name="cancellationToken">Stops it; what was committed stays, and the next run goes on behind it.</param>
    public async Task<long> RunAsync(
        string name, string version, Direction direction, Func<IReadOnlyList<string>, IReadOnlyList<Annotation>> annotate, Action<long, long>? progress, CancellationToken cancellationToken)
    {
        await _log.FlushAsync(cancellationToken);
        using var reading = _store.Connect();
        using var writing = _store.Connect();
        var last = JournalPosition.Read(reading);
        var at = PositionOf(reading, name, version);
        long annotated = 0;
        while (at < last)
        {
            var (found, reached) = Gather(reading, at, last, direction, annotate, cancellationToken);
            writing.InTransaction(() =>
            {
                Write(writing, name, version, found);
                Advance(writing, name, version, reached);
            });
            at = reached;
            annotated += found.Count;
            progress?.Invoke(at, last);
        }

        return annotated;
    }

    private static long PositionOf(Connection connection, string name, string version)
    {
        using var statement = connection.Prepare(SqlFile.Load("Record/AnnotatedTo")).Bind(1, name).Bind(2, version);
        using var rows = statement.Query(CancellationToken.None);
        rows.NextChunk();
        return rows[0].ReadInt64(0);
    }

    // Stretches of numbers without texts cost a glance each, and are gone over many at a time.
    private static (List<(Guid Exchange, Annotation Found)> Found, long Reached) Gather(
        Connection connection, long after, long last, Direction direction, Func<IReadOnlyList<string>, IReadOnlyList<Annotation>> annotate, CancellationToken cancellationToken)
    {
        var found = new List<(Guid, Annotation)>();
        var texts = new List<(Guid Exchange, string Text)>();
        using var statement = connection.Prepare(SqlFile.Load("Record/TextsBetween"));
        var at = after;
        for (var windows = 0; at < last && found.Count < RowsAtOnce && windows < RowsAtOnce; windows++)
        {
            var end = Math.Min(last, at + NumbersAtOnce);
            statement.Bind(1, at).Bind(2, end).Bind(3, Words.Of(direction));
            using var rows = statement.Query(cancellationToken);
            var characters = 0;
            while (rows.NextChunk())
            {
                for (var row = 0; row < rows.Count; row++)
                {
                    var text = rows[1].ReadString(row);
                    texts.Add((rows[0].ReadGuid(row), text));
                    characters += text.Length;
                    if (texts.Count < TextsAtOnce && characters < CharactersAtOnce) continue;
                    Annotate(texts, annotate, found);
                    characters = 0;
                }
            }

            Annotate(texts, annotate, found);
            at = end;
        }

        return (found, at);
    }

    private static void Annotate(List<(Guid Exchange, string Text)> texts, Func<IReadOnlyList<string>, IReadOnlyList<Annotation>> annotate, List<(Guid, Annotation)> found)
    {
        if (texts.Count == 0) return;
        found.AddRange(annotate([.. texts.Select(text => text.Text)]).Zip(texts, (annotation, text) => (text.Exchange, annotation)));
        texts.Clear();
    }

    private void Write(Connection connection, string name, string version, List<(Guid Exchange, Annotation Found)> found)
    {
        if (found.Count == 0) return;
        var now = _time.GetUtcNow();
        using var appender = connection.Append("annotations");
        foreach (var (exchange, annotation) in found)
        {
            appender.Add(exchange).Add(now).Add(name).Add(annotation.Value);
            if (annotation.Score is { } score) appender.Add(score);
            else appender.AddNull();
            appender.Add(version).EndRow();
        }

        appender.Flush();
    }

    private static void Advance(Connection connection, string name, string version, long sequence)
    {
        using var statement = connection.Prepare(SqlFile.Load("Record/AnnotateTo"));
        statement.Bind(1, name).Bind(2, version).Bind(3, sequence).Execute(CancellationToken.None);
    }
}
