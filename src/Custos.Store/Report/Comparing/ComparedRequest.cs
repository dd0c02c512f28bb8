using Custos.Records;
using Custos.Text;

namespace Custos.Store.Report.Comparing;

/// <summary>With what is a request compared?</summary>
internal static class ComparedRequest
{
    private const string Previous = "previous";

    /// <summary>The request whose answer stands beside: of the period before, or with another value of one filter.</summary>
    /// <exception cref="BadInputException">The report cannot be compared, or not so.</exception>
    public static ReportRequest Of(ReportDescription report, ReportRequest request)
    {
        if (report.Compared is null) throw new BadInputException("This report cannot be compared.", "Ask it without --compare.", report.Name, isUsage: true);
        if (request.Compare == Previous) return request with { Compare = null, Period = request.Period.Previous(request.TimeZone) };
        var other = ReportChoice.Of(request.Compare!, "--compare");
        if (!report.Filters.Contains(other.Name))
        {
            throw new BadInputException(
                $"The report {report.Name} has no filter of this name to compare by.",
                report.Filters.Count == 0 ? "Compare it with 'previous'." : $"Did you mean {NearestName.Of(other.Name, report.Filters)}? Or compare it with 'previous'.",
                NearestName.Shown(other.Name),
                isUsage: true);
        }

        if (request.Where.All(choice => choice.Name != other.Name))
        {
            throw new BadInputException(
                $"It is not said which {other.Name} is compared with the other one.", $"Add --where {other.Name}=…", isUsage: true);
        }

        return request with { Compare = null, Where = [.. request.Where.Where(choice => choice.Name != other.Name), other] };
    }

    /// <summary>The columns that make rows belong together; not the one that both sides differ in.</summary>
    public static IReadOnlyList<string> KeysOf(ReportDescription report, ReportRequest request, string? grouping)
    {
        var differing = request.Compare == Previous ? null : ReportChoice.Of(request.Compare!, "--compare").Name;
        return [.. report.Compared!.Keys.Select(key => key == "grouped" ? grouping! : key).Where(key => key != differing && key != (differing == "user" ? "user_id" : null))];
    }
}
