using DockerPS.Tests.Support;

namespace DockerPS.Tests.Contracts;

public sealed class ManifestContractTests
{
    [Fact]
    public void The_manifest_exports_the_cmdlets_that_there_are() =>
        Assert.Equal(ModuleCmdlet.All.Select(c => c.Name).Order(StringComparer.Ordinal), ModuleManifest.CmdletsToExport.Order(StringComparer.Ordinal));

    [Fact]
    public void The_manifest_exports_the_aliases_that_the_cmdlets_have() =>
        Assert.Equal(ModuleCmdlet.All.SelectMany(c => c.Aliases).Order(StringComparer.Ordinal), ModuleManifest.AliasesToExport.Order(StringComparer.Ordinal));
}
