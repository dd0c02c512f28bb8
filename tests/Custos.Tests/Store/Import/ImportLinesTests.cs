using System.Text;
using Custos.Store.Import;
using Custos.Text.Tables;

namespace Custos.Tests.Store.Import;

public sealed class ImportLinesTests
{
    [Fact]
    public async Task Rows_that_can_be_taken_go_on_as_json_lines_that_say_the_same()
    {
        const string csv = "line_id,billed_from,billed_to,cluster,amount_cents,currency,more\n\"b\"\"1\",2026-03-01 01:00+01:00,2026-03-02,,125,EUR,x\nb2,never,2026-03-02,,1,EUR,x\n";
        using var rows = TextTable.Read(new MemoryStream(Encoding.UTF8.GetBytes(csv)), "bill.csv", TableFormat.Csv);
        using var output = new MemoryStream();

        await ImportLines.WriteAsync("bills", rows, output, default);

        Encoding.UTF8.GetString(output.ToArray()).ShouldBe(
            "{\"line_id\":\"b\\u00221\",\"billed_from\":\"2026-03-01T00:00:00.000000Z\",\"billed_to\":\"2026-03-02T00:00:00.000000Z\",\"amount_cents\":125,\"currency\":\"EUR\"}\n");
    }
}
