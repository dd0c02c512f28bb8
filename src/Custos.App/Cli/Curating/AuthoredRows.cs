using System.Globalization;
using Custos.Curate;
using Custos.Records;
using Custos.Store;
using Custos.Text.Tables;

namespace Custos.App.Cli.Curating;

/// <summary>Which rows could not be used, and where are the first?</summary>
internal sealed class RowsLeftOut
{
    private const int MostShown = 10;

    private readonly List<RowLeftOut> _first = [];

    public long Rows { get; private set; }

    /// <summary>The first ten.</summary>
    public IReadOnlyList<RowLeftOut> First => _first;

    public void Add(string place, string problem)
    {
        Rows++;
        if (_first.Count < MostShown) _first.Add(new RowLeftOut(place, problem));
    }
}

/// <param name="Place">The file and the row.</param>
/// <param name="Problem">What is wrong there, without any of its content.</param>
internal sealed record RowLeftOut(string Place, string Problem);

/// <summary>What did somebody write, when, in each row of a table? Damaged rows are left out and counted, with the places of the first.</summary>
/// <remarks>
/// A row whose time lies more than <paramref name="mostAhead"/> after the rows before it and after the row that follows bears a wrong clock,
/// and is left out: believed, it would make all rows after it too late.
/// </remarks>
internal sealed class AuthoredRows(Table table, TimeSpan mostAhead)
{
    // From here on a number of seconds would name a time after the year 5138; it is one of milliseconds.
    private const double FirstMilliseconds = 1e11;

    private const int Text = 0, User = 1, Time = 2, Id = 3;

    /// <summary>Rows that cannot be read, or name no user or no time.</summary>
    public RowsLeftOut Damaged { get; } = new();

    /// <summary>Where the row stands that was handed on last.</summary>
    public string Place { get; private set; } = "";

    /// <summary>The rows, in their order; the columns are chosen in it: text, user, time and, if the table has one, id.</summary>
    /// <exception cref="BadInputException">The table cannot be read on.</exception>
    public IEnumerable<AuthoredText> Read()
    {
        (AuthoredText Text, string Place)? held = null;
        DateTimeOffset? latest = null;
        while (TryRead())
        {
            if (Parse() is not { } text) continue;
            var place = table.Place;
            if (held is { } ahead)
            {
                if (ahead.Text.At - text.At > mostAhead)
                {
                    Damaged.Add(ahead.Place, "The time lies far after the rows around it.");
                }
                else
                {
                    (Place, latest) = (ahead.Place, ahead.Text.At);
                    yield return ahead.Text;
                }

                held = null;
            }

            if (latest is { } before && text.At - before > mostAhead)
            {
                held = (text, place);
                continue;
            }

            if (latest is null || text.At > latest) latest = text.At;
            Place = place;
            yield return text;
        }

        if (held is { } last)
        {
            Place = last.Place;
            yield return last.Text;
        }
    }

    private bool TryRead()
    {
        while (true)
        {
            try
            {
                return table.Read();
            }
            catch (BadInputException damage) when (table.CanGoOn)
            {
                Damaged.Add(table.Place, damage.Problem);
            }
        }
    }

    private AuthoredText? Parse()
    {
        if (table[User].Kind == CellKind.Missing)
        {
            Damaged.Add(table.Place, "The row names no user.");
            return null;
        }

        if (TimeOf(table[Time].GetString()) is not { } at)
        {
            Damaged.Add(table.Place, "The row names no time.");
            return null;
        }

        var id = table[Id].Kind == CellKind.Missing ? string.Create(CultureInfo.InvariantCulture, $"row {table.Row}") : table[Id].GetString();
        return new AuthoredText(id, table[User].GetString(), at, table[Text].GetString());
    }

    private static DateTimeOffset? TimeOf(string cell)
    {
        if (IsoTime.TryParse(cell, out var time)) return time;
        if (!double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number)) return null;
        var milliseconds = Math.Abs(number) >= FirstMilliseconds ? number : number * 1000;
        return milliseconds >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds() && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Round(milliseconds))
            : null;
    }
}
