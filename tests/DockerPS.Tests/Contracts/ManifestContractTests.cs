using DockerPS.Tests.Support;

namespace DockerPS.Tests.Contracts;

public sealed class ManifestContractTests
{
    [Fact]
    public void The_manifest_exports_the_cmdlets_that_there_are() =>
        Same("CmdletsToExport", ModuleManifest.CmdletsToExport, ModuleCmdlet.All.Select(c => c.Name));

    [Fact]
    public void The_manifest_exports_the_aliases_that_the_cmdlets_have() =>
        Same("AliasesToExport", ModuleManifest.AliasesToExport, ModuleCmdlet.All.SelectMany(c => c.Aliases));

    private static void Same(string list, IReadOnlyList<string> exported, IEnumerable<string> there)
    {
        Assert.Equal(exported.Count, exported.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Contract.Holds([.. exported.Except(there).Select(n => $"{n} is exported and not there"), .. there.Except(exported).Select(n => $"{n} is there and not exported")],
            $"{list} of DockerPS.psd1 is what DockerPS.dll has.");
    }
}
