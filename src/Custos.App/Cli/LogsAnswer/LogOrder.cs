using System.Globalization;
using Custos.Records;
using Custos.Text;
using Custos.Text.Logs;

namespace Custos.App.Cli.LogsAnswer;

/// <summary>In which order are groups shown?</summary>
internal sealed class LogOrder
{
    private const string ByRows = "rows";
    private const string ByGroup = "group";

    private readonly string _by;
    private readonly int _measure;

    /// <exception cref="BadInputException">It names neither rows, nor group, nor a measure of the question.</exception>
    public LogOrder(LogQuestion question, string by)
    {
        _by = by;
        _measure = question.Measures.Select(measure => measure.Text).ToList().IndexOf(by.Trim());
        if (_measure < 0 && by is not (ByRows or ByGroup))
        {
            throw new BadInputException($"--sort: {NearestName.Shown(by)} is not measured.", $"Sort by one of: {string.Join(", ", question.Measures.Select(measure => measure.Text).Prepend(ByGroup).Prepend(ByRows))}.", isUsage: true);
        }
    }

    /// <summary>Equal ones stay in the order of their first row; groups without the measure come last.</summary>
    public IEnumerable<LogGroup> Apply(IEnumerable<LogGroup> groups) =>
        _measure >= 0 ? groups.OrderByDescending(group => Number(group.Values[_measure])) :
        _by == ByRows ? groups.OrderByDescending(group => group.Rows) :
        groups.Order(Comparer<LogGroup>.Create(Compare));

    private static double Number(LogValue value) => value switch
    {
        LogValue.Count count => count.Rows,
        LogValue.Exact exact => exact.Value,
        LogValue.Estimated estimated => estimated.Estimate.Value,
        _ => double.NegativeInfinity,
    };

    private static int Compare(LogGroup left, LogGroup right) =>
        left.By.Zip(right.By, Compare).FirstOrDefault(order => order != 0);

    // Numbers before texts, by their size; then texts; then what is missing.
    private static int Compare(GroupValue left, GroupValue right)
    {
        if (left is not GroupValue.Known one || right is not GroupValue.Known other)
        {
            return (left is not GroupValue.Known).CompareTo(right is not GroupValue.Known) is var order and not 0 ? order : string.CompareOrdinal(LogWords.Of(left), LogWords.Of(right));
        }

        var isNumber = double.TryParse(one.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var a);
        var isOtherNumber = double.TryParse(other.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var b);
        if (isNumber && isOtherNumber && a.CompareTo(b) is var bySize and not 0) return bySize;
        return isNumber == isOtherNumber ? string.CompareOrdinal(one.Text, other.Text) : isOtherNumber.CompareTo(isNumber);
    }
}
